import { z } from 'zod';
import { Id, Instant, LocalizedText, safeText } from '../common.js';
import { Condition } from '../flow/condition.js';
import { ActionTrace } from '../flow/explanation.js';
import { CustomerRef } from './events.js';
import { TagCategory } from './tags.js';
import { TagKind } from '../flow/catalog.js';

/** Profile fields, each a typed column of the customers table. Their facts are `profile.<key>`. */
export const PROFILE_FIELDS = [
  { key: 'name', type: 'text', label: { 'zh-CN': '姓名', en: 'Name' } },
  { key: 'gender', type: 'text', label: { 'zh-CN': '性别', en: 'Gender' }, options: ['女', '男'] },
  { key: 'birthday', type: 'date', label: { 'zh-CN': '生日', en: 'Birthday' } },
  { key: 'city', type: 'text', label: { 'zh-CN': '城市', en: 'City' } },
  { key: 'phone', type: 'text', label: { 'zh-CN': '手机', en: 'Phone' } },
  { key: 'occupation', type: 'text', label: { 'zh-CN': '职业', en: 'Occupation' } },
  { key: 'time_zone', type: 'text', label: { 'zh-CN': '时区', en: 'Time zone' } },
] as const;
export const ProfileKey = z.enum(PROFILE_FIELDS.map(({ key }) => key));
export type ProfileKey = (typeof PROFILE_FIELDS)[number]['key'];

/** What a reader has of a profile field, each level including the one before: nothing, a masked value, the value. */
export const FIELD_LEVELS = ['hidden', 'masked', 'shown'] as const;
export const FieldLevel = z.enum(FIELD_LEVELS);
export type FieldLevel = z.infer<typeof FieldLevel>;

export const Profile = z.strictObject({
  name: safeText(60).nullable().optional(),
  gender: safeText(10).nullable().optional(),
  birthday: z.iso.date().nullable().optional(),
  city: safeText(60).nullable().optional(),
  phone: safeText(30).nullable().optional(),
  occupation: safeText(60).nullable().optional(),
  /** IANA name; days of a rule «in the customer's time zone» are counted in it. */
  time_zone: safeText(60).nullable().optional(),
});
export type Profile = z.infer<typeof Profile>;

/** Creates or updates profiles. `invented` marks data that was generated, not collected. */
export const ProfilesRequest = z.strictObject({
  profiles: z
    .array(z.strictObject({ customer: CustomerRef, fields: Profile, invented: z.boolean().default(false) }))
    .min(1)
    .max(1000),
});
export type ProfilesRequest = z.input<typeof ProfilesRequest>;
export const ProfilesResponse = z.object({ created: z.int(), updated: z.int(), unchanged: z.int() });
export type ProfilesResponse = z.infer<typeof ProfilesResponse>;

/** Allowed sort keys: `id`, `lastSeenAt`, `profile.<field>`, `metric.<key>`. */
export const CustomerSort = z.strictObject({ by: z.string().max(100), direction: z.enum(['asc', 'desc']) });
export type CustomerSort = z.infer<typeof CustomerSort>;
/** Pages by cursor, so that a deep page costs no more than the first. `total` is exact. */
export const CustomerSearchRequest = z.strictObject({
  condition: Condition.optional(),
  sort: CustomerSort.optional(),
  page: z
    .strictObject({ size: z.int().min(1).max(200).default(50), cursor: z.string().max(500).optional() })
    .optional(),
});
export type CustomerSearchRequest = z.input<typeof CustomerSearchRequest>;

export const TagOnCustomer = z.object({
  tagId: Id,
  key: z.string(),
  value: z.unknown().nullable(),
  /** The value was masked for the reader. */
  masked: z.boolean().optional(),
});
/** A field that is not simply shown; `until`: it was revealed to the reader, who sees it until then. */
export const FieldShown = z.object({ level: FieldLevel, until: Instant.optional() });
export type FieldShown = z.infer<typeof FieldShown>;
export const CustomerListItem = z.object({
  id: Id,
  /** A masked birthday is no date any more. */
  profile: Profile.extend({ birthday: z.string().nullable().optional() }),
  /** By field; absent when all are shown. */
  fields: z.partialRecord(ProfileKey, FieldShown).optional(),
  invented: z.boolean(),
  lastSeenAt: Instant.nullable(),
  /** By metric key; absent when unknown. */
  metrics: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.string())])),
  tags: z.array(TagOnCustomer),
});
export type CustomerListItem = z.infer<typeof CustomerListItem>;
export const CustomerSearchResponse = z.object({
  total: z.int(),
  items: z.array(CustomerListItem),
  nextCursor: z.string().nullable(),
});
export type CustomerSearchResponse = z.infer<typeof CustomerSearchResponse>;

export const CLAIM_SOURCES = ['flow', 'person', 'import', 'api', 'suggestion'] as const;
export const ClaimSource = z.enum(CLAIM_SOURCES);
export type ClaimSource = z.infer<typeof ClaimSource>;
export const ClaimStance = z.enum(['assert', 'forbid']);
export type ClaimStance = z.infer<typeof ClaimStance>;

/** One source's claim, with the people-readable name of the source. */
export const ClaimView = z.object({
  source: ClaimSource,
  /** Empty, like the name, for a flow that the reader may not know of. */
  sourceId: z.string(),
  sourceName: z.string(),
  flowVersion: z.int().nullable(),
  stance: ClaimStance,
  value: z.unknown().nullable(),
  since: Instant,
  expiresAt: Instant.nullable(),
  reason: z.string().nullable(),
  /** This claim decides the tag's state. */
  deciding: z.boolean(),
});
export type ClaimView = z.infer<typeof ClaimView>;
export const EffectiveTagView = z.object({
  tagId: Id,
  key: z.string(),
  name: LocalizedText,
  kind: TagKind,
  category: TagCategory,
  /** `held`: it holds. `beaten`: another tag of its exclusive group won. `forbidden`: someone with authority forbids it. */
  state: z.enum(['held', 'beaten', 'forbidden']),
  beatenBy: z.object({ tagId: Id, name: LocalizedText }).nullable(),
  value: z.unknown().nullable(),
  masked: z.boolean().optional(),
  claims: z.array(ClaimView),
});
export type EffectiveTagView = z.infer<typeof EffectiveTagView>;
export const CustomerDetail = CustomerListItem.omit({ tags: true }).extend({
  identities: z.array(z.object({ channel: z.string(), connection: z.string(), externalId: z.string() })),
  createdAt: Instant,
  /** Who looks after the customer. Of a role, `id` and `name` are its key. */
  owner: z.object({ kind: z.enum(['user', 'department', 'role']), id: z.string(), name: z.string() }).nullable(),
  /** The customer is with a team of whoever asks, so that they may take over. */
  mayTake: z.boolean(),
  tags: z.array(EffectiveTagView),
});
export type CustomerDetail = z.infer<typeof CustomerDetail>;

export const AddTagRequest = z.strictObject({
  tag: z.string().min(1).max(60),
  value: z.unknown().optional(),
  reason: safeText(500).optional(),
  /** The tag leaves at this time unless another source claims it. */
  expiresAt: Instant.optional(),
});
export type AddTagRequest = z.infer<typeof AddTagRequest>;
/** Withdraws people's own claims; when another source still asserts the tag, a person's forbid outranks it. */
export const RemoveTagRequest = z.strictObject({
  tag: z.string().min(1).max(60),
  reason: safeText(500).optional(),
  /** Until when the tag is kept away from flows; for ever when absent. */
  expiresAt: Instant.optional(),
});
export type RemoveTagRequest = z.infer<typeof RemoveTagRequest>;

/** `expired`: a claim's time ran out. `renewed`: its time started anew. `beaten`, `unbeaten`: no claim on this tag changed, but another tag of its exclusive group won, or stopped winning. */
export const ChangeKind = z.enum([
  'asserted',
  'retracted',
  'forbidden',
  'unforbidden',
  'revalued',
  'beaten',
  'unbeaten',
  'expired',
  'renewed',
]);
export type ChangeKind = z.infer<typeof ChangeKind>;
/** The effective state of the tag: does it hold, with which value. */
export const TagState = z.object({ held: z.boolean(), value: z.unknown().nullable() });
export type TagState = z.infer<typeof TagState>;
/** An entry of tag history. */
export const ChangeView = z.object({
  id: Id,
  customerId: Id,
  customerName: z.string().nullable(),
  tag: z.object({ id: Id, name: LocalizedText, category: TagCategory }),
  kind: ChangeKind,
  actor: z.object({ kind: ClaimSource, id: z.string(), name: z.string() }),
  flowId: Id.nullable(),
  flowVersion: z.int().nullable(),
  runId: Id.nullable(),
  eventId: z.string().nullable(),
  before: TagState,
  after: TagState,
  effectiveAt: Instant,
  recordedAt: Instant,
  reason: z.string().nullable(),
  evidence: ActionTrace.nullable(),
  /** Values, reason and evidence were masked for the reader. */
  masked: z.boolean().optional(),
});
export type ChangeView = z.infer<typeof ChangeView>;

export const TimelineEvent = z.object({
  id: Id,
  type: z.string(),
  source: z.string(),
  occurredAt: Instant,
  properties: z.record(z.string(), z.unknown()),
});
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('event'), at: Instant, event: TimelineEvent }),
  z.object({ kind: z.literal('change'), at: Instant, change: ChangeView }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;
export const TimelineResponse = z.object({ entries: z.array(TimelineEntry), nextCursor: z.string().nullable() });
export type TimelineResponse = z.infer<typeof TimelineResponse>;
export const ChangesResponse = z.object({ items: z.array(ChangeView), nextCursor: z.string().nullable() });
export type ChangesResponse = z.infer<typeof ChangesResponse>;
/** Why a customer has (or had) a tag: the deciding claims' changes, newest first. */
export const WhyResponse = z.object({
  /** `absent`: no source claims it (any more). */
  tag: EffectiveTagView.extend({ state: z.enum([...EffectiveTagView.shape.state.options, 'absent']) }),
  changes: z.array(ChangeView),
});
export type WhyResponse = z.infer<typeof WhyResponse>;
