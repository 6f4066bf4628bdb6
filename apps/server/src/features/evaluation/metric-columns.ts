import type { MetricValue } from '@tagloom/metrics';
import type { RuntimeMetric } from './runtime.js';

type Column = Pick<RuntimeMetric, 'column' | 'columnType'>;

/** How a bulk statement carries a column's values: lists travel as texts, because `unnest` would flatten them. */
export const arrayType = ({ columnType }: Column): string => (columnType === 'float8' ? 'float8[]' : 'text[]');

/** The assignment from row `n` of such a statement. */
export const assignment = ({ column, columnType }: Column): string =>
  `${column} = n.${column}${columnType === 'text[]' ? '::text[]' : ''}`;

/** A value as an element of {@link arrayType}. */
export function columnElement(value: MetricValue): number | string | null {
  return Array.isArray(value) ? `{${value.map(quoted).join(',')}}` : value;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
