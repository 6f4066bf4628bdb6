import type { RfmColumn, RfmCuts, RfmMethod } from '@tagloom/contracts';
import type { Moment } from '@tagloom/rule-engine';
import type { RfmColumns } from '../catalog/rfm-facts.js';
import { todayOf } from '../catalog/today-of.js';

/** The three values of customers `c` as SQL. Column names are generated from numeric metric ids. */
export type RfmValues = Record<keyof RfmCuts, string>;

export function rfmValuesSql({ recency, frequency, monetary }: RfmColumns, moment: Moment): RfmValues {
  const value = ({ column }: RfmColumn): string =>
    column.kind === 'column' ? `c.${column.name}` : `(${todayOf(column.timeZone, moment)} - c.${column.name})`;
  return { recency: value(recency), frequency: value(frequency), monetary: value(monetary) };
}

const known = (values: RfmValues): string =>
  Object.values(values)
    .map((value) => `${value} IS NOT NULL`)
    .join(' AND ');

/**
 * The cut points over all customers of whom the three values are known. A mean is rounded to six decimals, so that the order in
 * which PostgreSQL adds does not move it. The best percent ends at the value of a real customer (`percentile_disc`, counted from
 * the best): who has the same value is as good.
 */
export function cutsSql(values: RfmValues, method: Exclude<RfmMethod, { method: 'fixed' }>): string {
  const cut = (value: string, best: 'ASC' | 'DESC'): string =>
    method.method === 'mean'
      ? `round(avg(${value})::numeric, 6)::float8`
      : `(percentile_disc(${method.percent / 100}) WITHIN GROUP (ORDER BY ${value} ${best}))::float8`;
  return `SELECT ${cut(values.recency, 'ASC')} AS recency, ${cut(values.frequency, 'DESC')} AS frequency,
    ${cut(values.monetary, 'DESC')} AS monetary FROM customers c WHERE ${known(values)}`;
}

/** Whether a customer is high in each; null when the value or the cut is unknown. Cut points are parameters from `$first`. */
export function highSql(values: RfmValues, first: number): RfmValues {
  return {
    recency: `${values.recency} <= $${first}::float8`,
    frequency: `${values.frequency} >= $${first + 1}::float8`,
    monetary: `${values.monetary} >= $${first + 2}::float8`,
  };
}

export const cutParams = ({ recency, frequency, monetary }: RfmCuts): (number | null)[] => [
  recency,
  frequency,
  monetary,
];
