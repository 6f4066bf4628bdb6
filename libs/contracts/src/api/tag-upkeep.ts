import { z } from 'zod';
import { Id, Instant, Key, LocalizedText, safeText } from '../common.js';
import { TagKind } from '../flow/catalog.js';
import { ShareLevel, TagScopeKind } from './sharing.js';

/** Days in the recycle bin, after which a tag and its claims are gone for good. */
export const BIN_DAYS = 30;

// Where-used

/** How a flow comes to use a tag. */
export const TAG_USES = ['reads', 'sets', 'removes', 'suggests', 'audience'] as const;
export const TagUse = z.enum(TAG_USES);
export type TagUse = z.infer<typeof TagUse>;

export const FlowUse = z.object({
  id: Id,
  name: z.string(),
  /** In the draft, in the published version, in a version that runs in shadow; and how, taken together. */
  draft: z.boolean(),
  published: z.boolean(),
  shadow: z.boolean(),
  uses: z.array(TagUse),
  /** Golden customers of the flow that have or expect the tag. */
  goldenCases: z.int(),
  /** Outbound effects of the flow: `webhook`, `inbox`… — where the tag goes on to. */
  channels: z.array(z.string()),
});
export type FlowUse = z.infer<typeof FlowUse>;

export const TagUses = z.object({
  /** Those that the caller may know of. */
  flows: z.array(FlowUse),
  openSuggestions: z.int().nullable(),
  /** Live shares of the tag itself; empty for callers who may not see its shares. */
  shares: z.array(
    z.object({ departmentId: Id, departmentName: z.string(), level: ShareLevel, until: Instant.nullable() }),
  ),
  /** The exclusive group that it competes in, with its visible competitors. */
  exclusiveGroup: z
    .object({ id: Id, name: LocalizedText, tags: z.array(z.object({ id: Id, name: LocalizedText })) })
    .nullable(),
  /** Customers who have it; null where the caller may not know. */
  customers: z.int().nullable(),
  /** Nothing that the caller may know of would break without it. */
  removable: z.boolean(),
});
export type TagUses = z.infer<typeof TagUses>;

// Lineage

export const LINEAGE_KINDS = ['eventType', 'profile', 'metric', 'flow', 'tag', 'channel'] as const;
export const LineageKind = z.enum(LINEAGE_KINDS);
export type LineageKind = z.infer<typeof LineageKind>;

export const LineageNode = z.object({
  /** `tag:7`, `flow:3`, `metric:orders_90d`, `eventType:order_paid`, `profile:city`, `channel:webhook`. */
  id: z.string(),
  kind: LineageKind,
  name: LocalizedText,
  /** What the web opens; null for kinds without a page. */
  ref: z.string().nullable(),
  /** Steps away from the tag that was asked for; negative is where it comes from. */
  distance: z.int(),
  /** Of a flow: is a version of it published? */
  published: z.boolean().optional(),
});
export type LineageNode = z.infer<typeof LineageNode>;
/** In the direction of meaning: from what is read to what is made of it. */
export const LineageEdge = z.object({ from: z.string(), to: z.string() });
export type LineageEdge = z.infer<typeof LineageEdge>;
export const Lineage = z.object({
  nodes: z.array(LineageNode),
  edges: z.array(LineageEdge),
  /** There is more, beyond the depth or the limit of nodes. */
  truncated: z.boolean(),
});
export type Lineage = z.infer<typeof Lineage>;
export const LineageQuery = z.strictObject({ depth: z.coerce.number().int().min(1).max(8).default(4) });
export type LineageQuery = z.infer<typeof LineageQuery>;

// Recycle bin and operations

/** A group with everything in it goes only for who names the number of its tags. */
export const RemoveGroupQuery = z.strictObject({ confirm: z.coerce.number().int().min(0).max(10_000).optional() });
export type RemoveGroupQuery = z.infer<typeof RemoveGroupQuery>;

export const BinItem = z.object({
  /** What to give back: `tag` → POST /tags/{id}/restore, `group` → POST /tag-groups/{id}/restore. */
  kind: z.enum(['tag', 'group']),
  id: Id,
  operationId: Id,
  key: Key,
  name: LocalizedText,
  /** Of a group: the tags that went with it. */
  tags: z.array(z.object({ id: Id, key: Key, name: LocalizedText, kind: TagKind, scope: TagScopeKind })),
  /** Customers who come to have it again; null when so few that it would tell who. */
  customers: z.int().nullable(),
  reason: z.string().nullable(),
  deletedBy: z.string(),
  deletedAt: Instant,
  /** When it is gone for good. */
  purgeAt: Instant,
});
export type BinItem = z.infer<typeof BinItem>;
export const TagBin = z.object({ items: z.array(BinItem) });
export type TagBin = z.infer<typeof TagBin>;

export const TAG_OPERATIONS = ['delete', 'delete_group', 'merge', 'split'] as const;
export const TagOperationKind = z.enum(TAG_OPERATIONS);
export type TagOperationKind = z.infer<typeof TagOperationKind>;

/** What was done to the library as a whole, and can be undone as a whole. */
export const TagOperation = z.object({
  id: Id,
  kind: TagOperationKind,
  /** Names at the time. */
  from: z.array(z.object({ id: Id, key: Key, name: LocalizedText })),
  into: z.array(z.object({ id: Id, key: Key, name: LocalizedText })),
  reason: z.string().nullable(),
  counts: z.object({
    customers: z.int(),
    claims: z.int(),
    flows: z.int(),
    shares: z.int(),
    suggestions: z.int(),
    goldenCases: z.int(),
  }),
  by: z.string(),
  at: Instant,
  /** Until then it can be undone. */
  until: Instant,
  undoneAt: Instant.nullable(),
  undoneBy: z.string().nullable(),
});
export type TagOperation = z.infer<typeof TagOperation>;
export const TagOperations = z.object({ items: z.array(TagOperation) });
export type TagOperations = z.infer<typeof TagOperations>;

// Merge

export const MergeTagRequest = z.strictObject({
  /** The tag that stays; that of the address goes into it. Both of one kind. */
  into: Id,
  reason: safeText(300).optional(),
});
export type MergeTagRequest = z.input<typeof MergeTagRequest>;

/** What stands in the way; of a flow it names, in the caller's language. */
export const UpkeepObstacle = z.object({ code: z.string(), message: z.string(), flow: z.string().optional() });
export type UpkeepObstacle = z.infer<typeof UpkeepObstacle>;

/** A flow that an operation rewrites. */
export const RewrittenFlow = z.object({
  id: Id,
  name: z.string(),
  /** It runs, and is published anew under the other name. */
  published: z.boolean(),
  /** Its shadow names the tag, and ends. */
  shadow: z.boolean().optional(),
});
export type RewrittenFlow = z.infer<typeof RewrittenFlow>;

export const MergePreview = z.object({
  /** Customers with a claim on the tag that goes. */
  customers: z.int(),
  /** Of them, those who have a claim on the other already. */
  both: z.int(),
  /** Flows that are rewritten: the drafts, and, published anew, the live ones. */
  flows: z.array(RewrittenFlow),
  goldenCases: z.int(),
  shares: z.int(),
  suggestions: z.int(),
  /** Values that the other tag gets in addition. */
  addedValues: z.array(z.string()),
  /** Why it would be refused as things are; empty when it would not. */
  obstacles: z.array(UpkeepObstacle),
});
export type MergePreview = z.infer<typeof MergePreview>;

// Split

/** Values of a `one_of` or `many_of` tag go to tags of their own: a single value to a flag, several to a tag of the same kind. */
export const SplitTagRequest = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        values: z.array(safeText(60, 1)).min(1).max(500),
        name: z.strictObject({ 'zh-CN': safeText(30, 1), en: safeText(60, 1).optional() }),
        key: Key.optional(),
      }),
    )
    .min(1)
    .max(50),
  reason: safeText(300).optional(),
});
export type SplitTagRequest = z.input<typeof SplitTagRequest>;
export const SplitPreview = z.object({
  parts: z.array(z.object({ name: LocalizedText, values: z.array(z.string()), customers: z.int() })),
  /** Values that stay with the tag. */
  rest: z.array(z.string()),
  /** Flows that are rewritten: what asks for a value that goes asks for its tag. */
  flows: z.array(RewrittenFlow).optional(),
  obstacles: z.array(UpkeepObstacle),
});
export type SplitPreview = z.infer<typeof SplitPreview>;

// Health

/** Why a tag may go without breaking anything. */
export const RETIREMENT_REASONS = ['never_used', 'nobody_has_it', 'stale', 'duplicate', 'past_review'] as const;
export const RetirementReason = z.enum(RETIREMENT_REASONS);
export type RetirementReason = z.infer<typeof RetirementReason>;

/** What a definition may lack. */
export const DefinitionField = z.enum(['purpose', 'steward', 'reviewAt']);

export const TagHealth = z.object({
  id: Id,
  key: Key,
  name: LocalizedText,
  groupId: Id.nullable(),
  /** Null where there are so few that it would tell who, or the caller may not know. */
  customers: z.int().nullable(),
  /** Of all customers, 0 to 1. */
  share: z.number().nullable(),
  /** Flows that use it, of those that the caller may know of. */
  flows: z.int(),
  /** When a customer last got or lost it. */
  lastChangeAt: Instant.nullable(),
  /** The tag whose customers are most alike: Jaccard index of the two sets, 0 to 1; null below 0.5. */
  overlap: z.object({ id: Id, name: LocalizedText, jaccard: z.number() }).nullable(),
  /** Nothing has changed for `staleDays`. */
  stale: z.boolean(),
  /** The day by which it was to be looked at again has passed. */
  pastReview: z.boolean(),
  /** What its definition lacks. */
  missing: z.array(DefinitionField),
  /** Why it may go; only of tags whose removal breaks nothing. Empty: it is needed, or nothing speaks for retiring it. */
  retirement: z.array(RetirementReason),
});
export type TagHealth = z.infer<typeof TagHealth>;
export const TagHealthReport = z.object({
  at: Instant,
  population: z.int(),
  staleDays: z.int(),
  /** Tags whose definition lacks something. */
  incomplete: z.int(),
  /** The overlap was counted over a sample of this many customers; null when over all. */
  sample: z.int().nullable(),
  tags: z.array(TagHealth),
});
export type TagHealthReport = z.infer<typeof TagHealthReport>;
/** With `required` no flow is published that sets a tag whose definition lacks something: `tag_definition_incomplete`. */
export const DefinitionSettings = z.strictObject({ required: z.boolean() });
export type DefinitionSettings = z.infer<typeof DefinitionSettings>;
export const TagHealthQuery = z.strictObject({ staleDays: z.coerce.number().int().min(1).max(3650).default(180) });
export type TagHealthQuery = z.infer<typeof TagHealthQuery>;
