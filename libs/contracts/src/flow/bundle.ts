import { z } from 'zod';
import { GoldenCases } from '../api/golden.js';
import { MetricDefinition } from '../api/metrics.js';
import { RfmModelDefinition } from '../api/rfm.js';
import { TagCategory } from '../api/tags.js';
import { displayName, Id, Key, LocalizedText, safeText } from '../common.js';
import { FactType, TagKind } from './catalog.js';
import { Flow } from './flow.js';

const MAX_ITEMS = 500;
const list = <T extends z.ZodType>(item: T) => z.array(item).max(MAX_ITEMS).default([]);

export const BundleTagGroup = z.strictObject({
  key: Key,
  name: displayName(30),
  category: TagCategory,
  exclusive: z.boolean(),
});
export type BundleTagGroup = z.infer<typeof BundleTagGroup>;

export const BundleTag = z.strictObject({
  key: Key,
  name: displayName(30),
  kind: TagKind,
  category: TagCategory,
  values: z.array(safeText(60, 1)).max(500).optional(),
  meaning: safeText(500).optional(),
  /** Key of its group. */
  group: Key.optional(),
});
export type BundleTag = z.infer<typeof BundleTag>;

/** An event type with those of its properties that the flow or one of its metrics reads. */
export const BundleEventType = z.strictObject({
  name: safeText(100, 1),
  label: displayName(200),
  properties: list(z.strictObject({ name: safeText(100, 1), type: FactType, label: displayName(200) })),
});
export type BundleEventType = z.infer<typeof BundleEventType>;

export const BundleProfileField = z.strictObject({ key: safeText(60, 1), type: FactType, label: displayName(200) });
export type BundleProfileField = z.infer<typeof BundleProfileField>;

/** A person, team or endpoint of the system it comes from: its id means nothing elsewhere, its name helps to choose. */
const named = z.strictObject({ id: Id, name: safeText(200) });

/** A flow with everything it needs, to be carried to another system or kept. */
export const FlowBundle = z.strictObject({
  format: z.literal('tagloom-flow'),
  version: z.literal(1),
  flow: Flow,
  tagGroups: list(BundleTagGroup),
  tags: list(BundleTag),
  metrics: list(MetricDefinition),
  rfm: list(RfmModelDefinition),
  /** No condition reads a lexicon yet. */
  lexicons: z.array(z.never()).default([]),
  eventTypes: list(BundleEventType),
  profileFields: list(BundleProfileField),
  users: list(named),
  departments: list(named),
  endpoints: list(named),
  /** The flow's golden customers; absent when it has none. */
  golden: GoldenCases.optional(),
});
export type FlowBundle = z.infer<typeof FlowBundle>;

/** In the order in which things must be created: what is later may need what is before. */
export const IMPORT_KINDS = [
  'eventType',
  'profileField',
  'tagGroup',
  'tag',
  'metric',
  'rfm',
  'user',
  'department',
  'endpoint',
] as const;
export const ImportKind = z.enum(IMPORT_KINDS);
export type ImportKind = z.infer<typeof ImportKind>;

/** What shall be done about one thing of a bundle: take what is here under the key `to`, or create it under that key. */
export const ImportChoice = z.strictObject({
  kind: ImportKind,
  /** Its key in the bundle (an event type's name, a person's id). */
  key: z.string().min(1).max(100),
  action: z.enum(['use', 'create']),
  to: z.string().min(1).max(100),
});
export type ImportChoice = z.infer<typeof ImportChoice>;
export const ImportMapping = z.array(ImportChoice).max(2000);
export type ImportMapping = z.infer<typeof ImportMapping>;

/** `same`: it is here and means the same. `create`: it is not here. `conflict`: its key means something else here. */
export const ImportItem = z.object({
  kind: ImportKind,
  key: z.string(),
  name: LocalizedText,
  status: z.enum(['same', 'create', 'conflict']),
  /** For a conflict: what differs. */
  reason: LocalizedText.optional(),
  /** What is here and could stand for it, the likeliest first. */
  candidates: z.array(z.object({ key: z.string(), name: LocalizedText })),
  /** `none`: only a person can choose. */
  proposal: z.object({ action: z.enum(['use', 'create', 'none']), to: z.string() }),
});
export type ImportItem = z.infer<typeof ImportItem>;
