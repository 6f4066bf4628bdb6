import { z } from 'zod';
import { ShareLevel } from '../api/sharing.js';
import { LocalizedText } from '../common.js';
import type { ZoneChoice } from './duration.js';

/**
 * The type of a fact's value: `date` is a calendar day `YYYY-MM-DD`; `set` is a list of texts.
 */
export const FACT_TYPES = ['number', 'text', 'boolean', 'date', 'set'] as const;
export const FactType = z.enum(FACT_TYPES);
export type FactType = z.infer<typeof FactType>;

export const FACT_SOURCES = ['profile', 'event', 'metric', 'tag', 'rfm'] as const;
export const FactSource = z.enum(FACT_SOURCES);
export type FactSource = z.infer<typeof FactSource>;

/** Where a fact lives in the customers table; only the server fills it, and never sends it out. */
export type FactColumn =
  | { kind: 'column'; name: string }
  /**
   * An integer column with a local day number (days since 1970-01-01); the fact is today minus it. `timeZone` is whose today:
   * an IANA name, or `customer`; that of the evaluation when absent.
   */
  | { kind: 'daysSince'; name: string; timeZone?: ZoneChoice }
  /** The customers' `tags int[]` holds the id. */
  | { kind: 'tag'; tagId: number }
  /** The customers' `tag_values jsonb` holds the value below the id, when `tags` holds the id. */
  | { kind: 'tagValue'; tagId: number }
  /** Derived from three metric columns and the model's cut points; see `RfmPart`. */
  | { kind: 'rfm'; part: RfmPart; recency: RfmColumn; frequency: RfmColumn; monetary: RfmColumn };

/** `recency`, `frequency`, `monetary`: whether the customer is on the good side of the cut; `quadrant`, `cell`: texts. */
export const RFM_PARTS = ['recency', 'frequency', 'monetary', 'quadrant', 'cell'] as const;
export const RfmPart = z.enum(RFM_PARTS);
export type RfmPart = z.infer<typeof RfmPart>;
/** A column of a metric and the value from which on (recency: up to which) a customer counts as high; null until known. */
export interface RfmColumn {
  column: Extract<FactColumn, { kind: 'column' | 'daysSince' }>;
  cut: number | null;
}

export const FactDefinition = z.object({
  /** `metric.orders_90d` */
  name: z.string(),
  type: FactType,
  source: FactSource,
  label: LocalizedText,
  /** Shown behind a value: 次, 元, 天. */
  unit: LocalizedText.optional(),
  /** Known values, for pickers. */
  options: z.array(z.object({ value: z.string(), label: LocalizedText })).optional(),
  /** For `event.*` facts: the event types that carry the property. */
  eventTypes: z.array(z.string()).optional(),
  /** The value changes at local midnight without any event (days since …). */
  changesDaily: z.boolean().optional(),
  column: z.custom<FactColumn>().optional(),
});
export type FactDefinition = z.infer<typeof FactDefinition>;

export const TAG_KINDS = ['flag', 'one_of', 'many_of', 'number', 'date', 'text'] as const;
export const TagKind = z.enum(TAG_KINDS);
export type TagKind = z.infer<typeof TagKind>;

/** What a rule must know of a tag. */
export const CatalogTag = z.object({
  /** The stable reference in rules: `vip`. */
  key: z.string(),
  name: LocalizedText,
  kind: TagKind,
  category: z.string(),
  values: z.array(z.string()).optional(),
  /** Key of the exclusive group, if any. */
  exclusiveGroup: z.string().optional(),
});
export type CatalogTag = z.infer<typeof CatalogTag>;

/** Everything a rule may mention. The pure libs get it passed in; the server builds it from its tables. */
export const Catalog = z.object({
  facts: z.array(FactDefinition),
  tags: z.array(CatalogTag),
  eventTypes: z.array(z.object({ name: z.string(), label: LocalizedText })),
  /** What actions may name; absent lists are not checked. */
  profileFields: z.array(z.object({ key: z.string(), type: FactType, label: LocalizedText })).optional(),
  users: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  departments: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  endpoints: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
});
export type Catalog = z.infer<typeof Catalog>;
/** What leaves the server: columns are its own business. `level` is what the caller's department may do with the tag. */
export const PublicCatalog = Catalog.extend({
  facts: z.array(FactDefinition.omit({ column: true })),
  tags: z.array(CatalogTag.extend({ level: ShareLevel.optional() })),
});
