import { z } from 'zod';
import { LocalizedText } from '../common.js';

/**
 * The type of a fact's value: `date` is a calendar day `YYYY-MM-DD`; `set` is a list of texts.
 */
export const FACT_TYPES = ['number', 'text', 'boolean', 'date', 'set'] as const;
export const FactType = z.enum(FACT_TYPES);
export type FactType = z.infer<typeof FactType>;

export const FACT_SOURCES = ['profile', 'event', 'metric', 'tag'] as const;
export const FactSource = z.enum(FACT_SOURCES);
export type FactSource = z.infer<typeof FactSource>;

/** Where a fact lives in the customers table; only the server fills it, and never sends it out. */
export type FactColumn =
  | { kind: 'column'; name: string }
  /** An integer column with a local day number (days since 1970-01-01); the fact is today minus it. */
  | { kind: 'daysSince'; name: string }
  /** The customers' `tags int[]` holds the id. */
  | { kind: 'tag'; tagId: number }
  /** The customers' `tag_values jsonb` holds the value below the id, when `tags` holds the id. */
  | { kind: 'tagValue'; tagId: number };

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
});
export type Catalog = z.infer<typeof Catalog>;
