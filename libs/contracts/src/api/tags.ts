import { z } from 'zod';
import { displayName, Id, Key, LocalizedText, safeText } from '../common.js';
import { TagKind } from '../flow/catalog.js';
import { ShareLevel, TagScopeKind } from './sharing.js';

/** The four categories of the taxonomy. */
export const TAG_CATEGORIES = ['basic', 'behavior', 'value', 'preference'] as const;
export const TagCategory = z.enum(TAG_CATEGORIES);
export type TagCategory = z.infer<typeof TagCategory>;

export const TagGroup = z.object({
  id: Id,
  key: Key,
  name: LocalizedText,
  category: TagCategory,
  exclusive: z.boolean(),
});
export type TagGroup = z.infer<typeof TagGroup>;
export const CreateTagGroupRequest = z.strictObject({
  key: Key,
  name: displayName(30),
  category: TagCategory,
  exclusive: z.boolean().default(false),
});
export type CreateTagGroupRequest = z.input<typeof CreateTagGroupRequest>;

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
});
export type Tag = z.infer<typeof Tag>;
export const CreateTagRequest = z.strictObject({
  /** Made from the name's pinyin when absent. */
  key: Key.optional(),
  name: z.strictObject({ 'zh-CN': safeText(30, 1), en: safeText(60, 1).optional() }),
  meaning: safeText(500).default(''),
  kind: TagKind.default('flag'),
  values: z.array(safeText(60, 1)).max(500).default([]),
  category: TagCategory,
  groupId: Id.optional(),
  /** `enterprise` for callers who act for the whole organisation, `department` for the others, when absent. */
  scope: TagScopeKind.optional(),
});
export type CreateTagRequest = z.input<typeof CreateTagRequest>;
export const UpdateTagRequest = z.strictObject({
  name: z.strictObject({ 'zh-CN': safeText(30, 1), en: safeText(60, 1).optional() }).optional(),
  meaning: safeText(500).optional(),
  values: z.array(safeText(60, 1)).max(500).optional(),
});
export type UpdateTagRequest = z.infer<typeof UpdateTagRequest>;
export const Taxonomy = z.object({ groups: z.array(TagGroup), tags: z.array(Tag) });
export type Taxonomy = z.infer<typeof Taxonomy>;
