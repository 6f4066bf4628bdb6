import { PROFILE_FIELDS, type CustomerListItem, type Profile } from '@tagloom/contracts';
import { rowInstant } from '../../platform/paging/query.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';

/** What every reading of a customer needs to know besides the row itself. */
export interface CustomerShape {
  loaded: LoadedCatalog;
  /** The local day number (days since 1970-01-01): "days since" metrics are kept as days, shown as distances from it. */
  today: number;
}

/** A row of `customers` as {@link customerColumns} selects it; the metric columns depend on the catalog. */
export type CustomerRow = Record<string, unknown> & {
  id: string;
  invented: boolean;
  last_seen_at: string | null;
  created_at: string;
  tags: number[];
  tag_values: Record<string, unknown> | null;
};

/** SQL of a profile field, as text: a birthday is a calendar day, not an instant. */
const profileColumn = (key: string) => (key === 'birthday' ? 'c.p_birthday::text' : `c.p_${key}`);

/** SQL of a ready metric's value: "days since" metrics are columns with a day number. */
export function metricExpression(shape: CustomerShape, key: string): string | undefined {
  const fact = shape.loaded.catalog.facts.find((candidate) => candidate.name === `metric.${key}`);
  if (fact?.column?.kind === 'column') return `c.${fact.column.name}`;
  if (fact?.column?.kind === 'daysSince') return `(${Math.trunc(shape.today)} - c.${fact.column.name})`;
  return undefined;
}

const metricKeys = ({ loaded }: CustomerShape) =>
  loaded.catalog.facts.filter((fact) => fact.source === 'metric').map((fact) => fact.name.slice('metric.'.length));

/** The select list of customers `c` in lists and on a customer's page. */
export function customerColumns(shape: CustomerShape): string {
  return [
    'c.id::text AS id',
    'c.invented',
    `${rowInstant('c.last_seen_at')} AS last_seen_at`,
    `${rowInstant('c.created_at')} AS created_at`,
    'c.tags',
    'c.tag_values',
    ...PROFILE_FIELDS.map(({ key }) => `${profileColumn(key)} AS p_${key}`),
    ...metricKeys(shape).map((key) => `${metricExpression(shape, key)} AS "metric.${key}"`),
  ].join(', ');
}

export function toListItem(row: CustomerRow, shape: CustomerShape): CustomerListItem {
  const { loaded } = shape;
  const profile: Profile = Object.fromEntries(PROFILE_FIELDS.map(({ key }) => [key, row[`p_${key}`] ?? null]));
  const metrics: Record<string, number> = {};
  for (const key of metricKeys(shape)) {
    const value = row[`metric.${key}`];
    if (typeof value === 'number') metrics[key] = value;
  }
  return {
    id: row.id,
    profile,
    invented: row.invented,
    lastSeenAt: row.last_seen_at,
    metrics,
    tags: row.tags.flatMap((tagId) => {
      const tag = loaded.tags.get(tagId);
      return tag ? [{ tagId: String(tagId), key: tag.key, value: row.tag_values?.[tagId] ?? null }] : [];
    }),
  };
}
