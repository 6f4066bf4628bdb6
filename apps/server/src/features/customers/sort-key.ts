import { z } from 'zod';
import { PROFILE_FIELDS, type CustomerSort } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { RowInstant, rowInstant } from '../../platform/paging/query.js';
import { type CustomerShape, metricExpression, metricFactOf } from './customer-columns.js';

/** A column that customers can be ordered by, and how its value travels in a cursor. */
export interface SortKey {
  /** What PostgreSQL orders by, of customers `c`: without the alias an output column of that name would be meant. */
  expression: string;
  /** What the cursor keeps of the last row. */
  position: string;
  /** The type that a cursor's value is cast to. */
  type: 'bigint' | 'timestamptz' | 'text' | 'date' | 'double precision';
  schema: z.ZodType<string | number>;
  descending: boolean;
}

const BY_ID: CustomerSort = { by: 'id', direction: 'asc' };
const text = z.string().refine((value) => !value.includes('\0'));

/** The allow-list of orders: `id`, `lastSeenAt`, `profile.<field>`, `metric.<key>`; anything else is refused. */
export function sortKeyOf(sort: CustomerSort = BY_ID, shape: CustomerShape): SortKey {
  const descending = sort.direction === 'desc';
  if (sort.by === 'id') {
    return {
      expression: 'c.id',
      position: 'c.id::text',
      type: 'bigint',
      schema: z.string().regex(/^\d{1,18}$/),
      descending,
    };
  }
  if (sort.by === 'lastSeenAt') {
    const position = rowInstant('c.last_seen_at');
    return { expression: 'c.last_seen_at', position, type: 'timestamptz', schema: RowInstant, descending };
  }
  const field = PROFILE_FIELDS.find(({ key }) => sort.by === `profile.${key}`);
  if (field?.type === 'date') {
    return {
      expression: `c.p_${field.key}`,
      position: `c.p_${field.key}::text`,
      type: 'date',
      schema: z.iso.date(),
      descending,
    };
  }
  if (field)
    return { expression: `c.p_${field.key}`, position: `c.p_${field.key}`, type: 'text', schema: text, descending };
  const key = sort.by.startsWith('metric.') ? sort.by.slice('metric.'.length) : '';
  const expression = metricExpression(shape, key);
  const type = metricFactOf(shape, key)?.type;
  if (expression && type === 'number')
    return { expression, position: expression, type: 'double precision', schema: z.number(), descending };
  if (expression && type === 'text')
    return { expression, position: expression, type: 'text', schema: text, descending };
  throw new DomainError('validation_failed', `Customers cannot be sorted by ${sort.by}`, {
    path: 'sort.by',
    hint: 'Sort by id, lastSeenAt, profile.<field> or metric.<key>; a list has no order',
  });
}
