import type { FactDefinition } from '@tagloom/contracts';
import fc, { type Arbitrary } from 'fast-check';
import type { Facts } from '../facts/read-fact.js';
import { rfmValue } from '../rfm/rfm-value.js';
import { dayNumber } from '../time/calendar.js';
import { localDay, type Moment } from '../time/local-day.js';
import { catalog } from './catalog.js';

/** A customer as the customers table holds them: the columns of the test catalog. */
export interface Row {
  m_1: number | null;
  m_2: number | null;
  m_3: number | null;
  m_4: number | null;
  m_5: number | null;
  p_city: string | null;
  p_birthday: string | null;
  p_subscribed: boolean | null;
  p_hobbies: string[] | null;
  p_time_zone: string | null;
  tags: number[];
  tag_values: Record<string, unknown>;
  held: number[];
}
/** Name and PostgreSQL type of each column. */
export const COLUMNS: Record<keyof Row, string> = {
  ...{ m_1: 'float8', m_2: 'float8', m_3: 'int', m_4: 'int', m_5: 'int' },
  ...{ p_city: 'text', p_birthday: 'date', p_subscribed: 'boolean', p_hobbies: 'text[]', p_time_zone: 'text' },
  ...{ tags: 'int[]', tag_values: 'jsonb', held: 'int[]' },
};
/** The zone of customers who have none. */
export const FALLBACK_ZONE = 'Asia/Shanghai';
/** The slot of an action with two thresholds. */
export const HELD_SLOT = 41;

const TODAY = dayNumber('2026-11-22')!;
const orNull = <T>(arbitrary: Arbitrary<T>) => fc.option(arbitrary, { freq: 6, nil: null });
const numbers = fc.constantFrom(-1, 0, 1, 2, 2.5, 3, 30, 31);
const days = fc.constantFrom(0, 1, 2, 3, 6, 7, 8, 29, 30, 31, 32).map((ago) => TODAY - ago);
const dates = fc.constantFrom(
  ...['2026-11-22', '2026-11-21', '2026-11-23', '2026-11-15', '2026-11-14', '2026-11-29', '2026-10-22', '2026-10-21'],
  ...['1992-02-29', '1990-11-25', '2027-01-01', '2025-11-22', '2025-11-21', '2008-11-22', '2008-11-23', '2026-08-31'],
);

/** Rows with values near the boundaries that generated conditions use. */
export const rows: Arbitrary<Row> = fc.record({
  m_1: orNull(numbers),
  m_2: orNull(numbers),
  m_3: orNull(days),
  m_4: orNull(days),
  m_5: orNull(days),
  p_city: orNull(fc.constantFrom('', '北京', '上海', '北', '京', 'a.b', '金', 'champions')),
  p_birthday: orNull(dates),
  p_subscribed: orNull(fc.boolean()),
  p_hobbies: orNull(fc.uniqueArray(fc.constantFrom('护肤', '母婴', '跑步'), { maxLength: 3 })),
  p_time_zone: orNull(
    fc.constantFrom('Asia/Shanghai', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York', 'Asia/Kathmandu'),
  ),
  tags: fc.uniqueArray(fc.constantFrom(1, 2, 3, 4), { maxLength: 4 }),
  tag_values: fc.record({
    2: fc.constantFrom('金', '银'),
    3: fc.uniqueArray(fc.constantFrom('护肤', '母婴'), { minLength: 1, maxLength: 2 }),
    4: numbers,
  }),
  held: fc.constantFrom([], [HELD_SLOT], [7, HELD_SLOT]),
});

/** The customer's own zone. */
export const zoneOf = (row: Row) => row.p_time_zone ?? FALLBACK_ZONE;

function columnValue(row: Row, column: FactDefinition['column'], moment: Moment): unknown {
  switch (column?.kind) {
    case 'column':
      return row[column.name as keyof Row];
    case 'daysSince': {
      const timeZone = column.timeZone === 'customer' ? zoneOf(row) : (column.timeZone ?? moment.timeZone);
      const day = row[column.name as keyof Row] as number | null;
      return day === null ? null : localDay({ now: moment.now, timeZone }) - day;
    }
    case 'tag':
      return row.tags.includes(column.tagId);
    case 'tagValue':
      return row.tags.includes(column.tagId) ? row.tag_values[String(column.tagId)] : null;
    case 'rfm': {
      const number = (part: 'recency' | 'frequency' | 'monetary') =>
        columnValue(row, column[part].column, moment) as number | null;
      const values = { recency: number('recency'), frequency: number('frequency'), monetary: number('monetary') };
      const cuts = {
        recency: column.recency.cut,
        frequency: column.frequency.cut,
        monetary: column.monetary.cut,
      };
      return rfmValue(column.part, values, cuts);
    }
    case undefined:
      return null;
  }
}

/** The facts of a row at a moment, as the server reads them from it. */
export function factsOfRow(row: Row, moment: Moment): Record<string, unknown> & Facts {
  return Object.fromEntries(
    catalog.facts.map(({ name, column }) => [name, columnValue(row, column, moment) ?? undefined] as const),
  );
}
