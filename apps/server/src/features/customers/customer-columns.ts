import { PROFILE_FIELDS, type CustomerListItem, type FactDefinition, type Profile } from '@tagloom/contracts';
import { rowInstant } from '../../platform/paging/query.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { FieldView, Revealed } from '../field-access/field-view.js';
import { maskedValue } from './masked-value.js';
import { todayOf } from '../catalog/today-of.js';

/** What every reading of a customer needs to know besides the row itself. */
export interface CustomerShape {
  /** With the tags that may be asked about. */
  loaded: LoadedCatalog;
  /** Whose eyes: which tags are shown, and which of them masked. */
  tags: CatalogView;
  /** Which profile fields are shown, and how. */
  fields: FieldView;
  /** "Days since" metrics are kept as days, and shown as distances from today in the metric's zone. */
  moment: { now: Date; timeZone: string };
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

export const metricFactOf = ({ loaded }: CustomerShape, key: string): FactDefinition | undefined =>
  loaded.catalog.facts.find((candidate) => candidate.name === `metric.${key}`);

/** SQL of a ready metric's value: "days since" metrics are columns with a day number. */
export function metricExpression(shape: CustomerShape, key: string): string | undefined {
  const column = metricFactOf(shape, key)?.column;
  if (column?.kind === 'column') return `c.${column.name}`;
  if (column?.kind === 'daysSince') return `(${todayOf(column.timeZone, shape.moment)} - c.${column.name})`;
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

/** Null is unknown. Numbers, texts and lists of texts are all that metric columns hold. */
const isMetricValue = (value: unknown): value is CustomerListItem['metrics'][string] =>
  value !== null && value !== undefined;

/** As it is stored, for nobody's eyes. */
export const profileOf = (row: CustomerRow): Profile =>
  Object.fromEntries(PROFILE_FIELDS.map(({ key }) => [key, row[`p_${key}`] ?? null]));

export function toListItem(row: CustomerRow, shape: CustomerShape, revealed?: Revealed): CustomerListItem {
  const shown = shape.tags.from('masked');
  const metrics: CustomerListItem['metrics'] = {};
  for (const key of metricKeys(shape)) {
    const value = row[`metric.${key}`];
    if (isMetricValue(value)) metrics[key] = value;
  }
  return {
    id: row.id,
    ...shape.fields.profile(profileOf(row), revealed),
    invented: row.invented,
    lastSeenAt: row.last_seen_at,
    metrics,
    tags: row.tags.flatMap((tagId) => {
      const tag = shown.tags.get(tagId);
      if (!tag) return [];
      const value = row.tag_values?.[tagId] ?? null;
      const part = { tagId: String(tagId), key: tag.key };
      return [shape.tags.view.can('read', tagId) ? { ...part, value } : { ...part, ...maskedValue(tag.kind, value) }];
    }),
  };
}
