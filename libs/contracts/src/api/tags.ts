import { z } from 'zod';
import { displayName, Id, Instant, Key, Locale, LocalizedText, safeText } from '../common.js';
import { TagKind } from '../flow/catalog.js';
import { ShareLevel, TagScopeKind } from './sharing.js';

/** The four categories of the taxonomy. */
export const TAG_CATEGORIES = ['basic', 'behavior', 'value', 'preference'] as const;
export const TagCategory = z.enum(TAG_CATEGORIES);
export type TagCategory = z.infer<typeof TagCategory>;

/** How much harm it does when the wrong people see who has a tag. */
export const TAG_SENSITIVITIES = ['public', 'internal', 'sensitive', 'restricted'] as const;
export const TagSensitivity = z.enum(TAG_SENSITIVITIES);
export type TagSensitivity = z.infer<typeof TagSensitivity>;

export const TagGroup = z.object({
  id: Id,
  key: Key,
  name: LocalizedText,
  category: TagCategory,
  exclusive: z.boolean(),
  /** The group that it is in; null stands directly under its category. */
  parentId: Id.nullable(),
  /** Null is headquarters. */
  ownerDepartmentId: Id.nullable(),
  /** The caller may rename, move, order and delete it. */
  editable: z.boolean(),
  revision: z.int().positive(),
});
export type TagGroup = z.infer<typeof TagGroup>;
export const CreateTagGroupRequest = z.strictObject({
  /** Made from the name's pinyin when absent; callers who act in a department get it in a namespace of that department. */
  key: Key.optional(),
  name: displayName(30),
  category: TagCategory,
  exclusive: z.boolean().default(false),
  /** Of the same category. */
  parentId: Id.nullable().optional(),
});
export type CreateTagGroupRequest = z.input<typeof CreateTagGroupRequest>;
/** What is absent stays. `revision` is that which was seen; without it the last one to save wins. */
export const UpdateTagGroupRequest = z.strictObject({
  name: displayName(30).optional(),
  /** Null puts it directly under its category. */
  parentId: Id.nullable().optional(),
  revision: z.int().positive().optional(),
});
export type UpdateTagGroupRequest = z.infer<typeof UpdateTagGroupRequest>;
/** Every tag of the group that the caller sees, each once, the strongest first. */
export const OrderTagsRequest = z.strictObject({ tagIds: z.array(Id).min(1).max(1000) });
export type OrderTagsRequest = z.infer<typeof OrderTagsRequest>;

/** What a tag is called in one department, beside its official name. */
export const LocalTagName = z.object({
  departmentId: Id,
  departmentName: z.string(),
  name: LocalizedText,
  /** What it means there; empty when that is nothing of its own. */
  meaning: z.string(),
});
export type LocalTagName = z.infer<typeof LocalTagName>;
export const SetLocalTagNameRequest = z.strictObject({ name: displayName(30), meaning: safeText(500).default('') });
export type SetLocalTagNameRequest = z.input<typeof SetLocalTagNameRequest>;

/** Of whom it is true, and of whom it only seems so. */
export const TagExamples = z.strictObject({
  positive: z.array(safeText(300, 1)).max(20).default([]),
  negative: z.array(safeText(300, 1)).max(20).default([]),
});
export type TagExamples = z.infer<typeof TagExamples>;

export const Tag = z.object({
  id: Id,
  key: Key,
  name: LocalizedText,
  /** What the tag says about a customer, in business terms. */
  meaning: z.string(),
  kind: TagKind,
  values: z.array(z.string()),
  category: TagCategory,
  groupId: Id.nullable(),
  /** Order in an exclusive group; the smaller wins a tie. */
  position: z.int(),
  scope: TagScopeKind,
  /** Null is headquarters. */
  ownerDepartmentId: Id.nullable(),
  /** What the caller may do with it. */
  level: ShareLevel,
  /** Customers who have it now; null where the caller may not know, or they are so few that it would tell who. */
  customers: z.int().nullable(),
  /** What the caller's department, or the nearest above it, calls it; null when that is the official name. */
  localName: LocalTagName.nullable(),
  /** What it is kept for. */
  purpose: z.string(),
  sensitivity: TagSensitivity,
  /** Answers for the definition. */
  stewardId: Id.nullable(),
  /** The local day by which the definition is to be looked at again, YYYY-MM-DD. */
  reviewAt: z.string().nullable(),
  /** Rises with every change of the definition. */
  revision: z.int().positive(),
});
export type Tag = z.infer<typeof Tag>;

/** What the page of one tag shows besides. */
export const TagDetail = Tag.extend({
  examples: TagExamples,
  /** Days for which a person's word holds when none are said; null is until it is taken back. */
  validityDays: z.int().nullable(),
  /** Null is headquarters. */
  ownerDepartmentName: z.string().nullable(),
  /** Of a personal tag, its person. */
  ownerUserName: z.string().nullable(),
  stewardName: z.string().nullable(),
  /** The groups that it is in, the outermost first. */
  groupPath: z.array(z.object({ id: Id, name: LocalizedText })),
  /** As the departments call it whose names the caller may see: its own and those above it; all for the whole organisation. */
  localNames: z.array(LocalTagName),
  createdAt: Instant,
  /** The caller may widen the scope and hand it to another department. */
  isOwner: z.boolean(),
});
export type TagDetail = z.infer<typeof TagDetail>;

const TagName = z.strictObject({ 'zh-CN': safeText(30, 1), en: safeText(60, 1).optional() });
const definition = {
  purpose: safeText(300).optional(),
  examples: TagExamples.optional(),
  sensitivity: TagSensitivity.optional(),
  validityDays: z.int().min(1).max(3650).nullable().optional(),
  /** A local day, YYYY-MM-DD; not one that has passed. */
  reviewAt: z.iso.date().nullable().optional(),
  /** A user. */
  stewardId: Id.nullable().optional(),
  /**
   * Callers who act in a department: theirs or one above it. Null, headquarters, only for the whole organisation. What is
   * absent at creation is the department that the caller acts in.
   */
  ownerDepartmentId: Id.nullable().optional(),
};
export const CreateTagRequest = z.strictObject({
  /**
   * Made from the name's pinyin when absent. Tags of a department or a person have theirs in a namespace of the owner: the
   * answer says which key it became.
   */
  key: Key.optional(),
  name: TagName,
  meaning: safeText(500).default(''),
  kind: TagKind.default('flag'),
  values: z.array(safeText(60, 1)).max(500).default([]),
  category: TagCategory,
  groupId: Id.optional(),
  /** `enterprise` for callers who act for the whole organisation, `department` for the others, when absent. */
  scope: TagScopeKind.optional(),
  ...definition,
});
export type CreateTagRequest = z.input<typeof CreateTagRequest>;
/**
 * What is absent stays. `revision` is that which was seen: a later one answers `revision_conflict` with `params.yours` and
 * `params.theirs`; without it the last one to save wins.
 */
export const UpdateTagRequest = z.strictObject({
  name: TagName.optional(),
  meaning: safeText(500).optional(),
  values: z.array(safeText(60, 1)).max(500).optional(),
  /** Null takes it out of its group. */
  groupId: Id.nullable().optional(),
  /** Only wider: personal → department → enterprise. */
  scope: TagScopeKind.optional(),
  ...definition,
  /** Why, for the history. */
  note: safeText(300).optional(),
  revision: z.int().positive().optional(),
});
export type UpdateTagRequest = z.infer<typeof UpdateTagRequest>;
export const Taxonomy = z.object({ groups: z.array(TagGroup), tags: z.array(Tag) });
export type Taxonomy = z.infer<typeof Taxonomy>;

/** What a version can say of. */
export const TAG_VERSION_FIELDS = [
  'name',
  'meaning',
  'purpose',
  'examples',
  'values',
  'sensitivity',
  'validityDays',
  'reviewAt',
  'steward',
  'ownerDepartment',
  'scope',
  'group',
  'kind',
  'category',
] as const;
export const TagVersionField = z.enum(TAG_VERSION_FIELDS);
export type TagVersionField = z.infer<typeof TagVersionField>;
export const TAG_VERSION_KINDS = ['created', 'changed', 'merged', 'split', 'deleted', 'restored'] as const;
export const TagVersionKind = z.enum(TAG_VERSION_KINDS);
export type TagVersionKind = z.infer<typeof TagVersionKind>;
/**
 * One change of a definition. `before` and `after` are as in {@link TagDetail}: names in both languages; `steward`,
 * `ownerDepartment` and `group` as `{id, name}`, null when there is none (for a department: headquarters).
 */
export const TagVersion = z.object({
  /** The revision that it made. */
  revision: z.int().positive(),
  kind: TagVersionKind,
  at: Instant,
  by: z.string(),
  note: z.string(),
  changes: z.array(z.object({ field: TagVersionField, before: z.unknown(), after: z.unknown() })),
});
export type TagVersion = z.infer<typeof TagVersion>;

/** What the form asks while one types; `id` is the tag that is being edited. */
export const CheckTagRequest = z.strictObject({
  name: z.strictObject({ 'zh-CN': safeText(200), en: safeText(200).optional() }),
  values: z.array(safeText(200)).max(500).default([]),
  meaning: safeText(500).default(''),
  purpose: safeText(300).default(''),
  examples: TagExamples.optional(),
  category: TagCategory.optional(),
  id: Id.optional(),
});
export type CheckTagRequest = z.input<typeof CheckTagRequest>;
const Sentences = z.record(Locale, z.string());
/** Leaks and problems would be refused; duplicates are a warning, and only of tags that the caller sees. */
export const TagCheck = z.object({
  /** `path`: `name.zh-CN`, `values.3`, `meaning`, `examples.positive.0`; `excerpt` is masked. */
  leaks: z.array(z.object({ path: z.string(), kind: z.string(), excerpt: z.string(), message: Sentences })),
  problems: z.array(z.object({ path: z.string(), code: z.string(), message: Sentences })),
  duplicates: z.array(
    z.object({
      id: Id,
      name: LocalizedText,
      reason: z.enum(['same', 'synonym', 'pinyin', 'spelling']),
      similarity: z.number(),
      message: Sentences,
    }),
  ),
});
export type TagCheck = z.infer<typeof TagCheck>;
