import { z } from 'zod';
import { Id, Instant, LocalizedText, safeText } from '../common.js';

/**
 * What a department may do with a tag, each level including those before it. `exists`: the definition is seen, so that it
 * can be asked for. `masked`: seen on customers, its value masked. `read`: values, search, counts. `use`: in rules.
 * `assign`: by hand. `edit`: the definition itself.
 */
export const SHARE_LEVELS = ['hidden', 'exists', 'masked', 'read', 'use', 'assign', 'edit'] as const;
export const ShareLevel = z.enum(SHARE_LEVELS);
export type ShareLevel = z.infer<typeof ShareLevel>;

/** `enterprise` belongs to everybody, `department` to its owner and whom it is lent to, `personal` to one person. */
export const TAG_SCOPES = ['enterprise', 'department', 'personal'] as const;
export const TagScopeKind = z.enum(TAG_SCOPES);
export type TagScopeKind = z.infer<typeof TagScopeKind>;

export const Share = z.object({
  id: Id,
  tagId: Id.nullable(),
  groupId: Id.nullable(),
  name: LocalizedText,
  departmentId: Id,
  departmentName: z.string(),
  level: ShareLevel,
  /** What it was lent for. */
  purpose: z.string(),
  /** It ends by itself; null is open-ended. */
  until: Instant.nullable(),
  grantedBy: z.string(),
  grantedAt: Instant,
  /** Ended shares stay, as a record. */
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
});
export type Share = z.infer<typeof Share>;

/** One tag, or a group with everything in it and below it. A share that the department has already gives way to this one. */
export const CreateShareRequest = z
  .strictObject({
    tagId: Id.optional(),
    groupId: Id.optional(),
    departmentId: Id,
    level: ShareLevel,
    purpose: safeText(300, 1),
    until: Instant.nullable().default(null),
  })
  .refine(
    ({ tagId, groupId }) => (tagId === undefined) !== (groupId === undefined),
    'expected either tagId or groupId',
  );
export type CreateShareRequest = z.input<typeof CreateShareRequest>;

/** Asked by the department that the caller acts in. */
export const AskShareRequest = z
  .strictObject({
    tagId: Id.optional(),
    groupId: Id.optional(),
    level: ShareLevel.exclude(['hidden', 'exists']),
    purpose: safeText(300, 1),
    until: Instant.nullable().default(null),
  })
  .refine(
    ({ tagId, groupId }) => (tagId === undefined) !== (groupId === undefined),
    'expected either tagId or groupId',
  );
export type AskShareRequest = z.input<typeof AskShareRequest>;

/** What a department asks an owner for. A request is answered once. */
export const SHARE_REQUEST_STATUSES = ['open', 'granted', 'refused', 'withdrawn'] as const;
export const ShareRequestStatus = z.enum(SHARE_REQUEST_STATUSES);
export type ShareRequestStatus = z.infer<typeof ShareRequestStatus>;
export const ShareRequest = z.object({
  id: Id,
  tagId: Id.nullable(),
  groupId: Id.nullable(),
  name: LocalizedText,
  departmentId: Id,
  departmentName: z.string(),
  level: ShareLevel,
  purpose: z.string(),
  until: Instant.nullable(),
  status: ShareRequestStatus,
  askedBy: z.string(),
  askedAt: Instant,
  answeredBy: z.string().nullable(),
  answeredAt: Instant.nullable(),
  answer: z.string().nullable(),
  /** The caller may answer it. */
  mine: z.boolean(),
});
export type ShareRequest = z.infer<typeof ShareRequest>;
export const AnswerShareRequest = z.strictObject({
  grant: z.boolean(),
  /** The owner may grant less, or for a shorter time, than was asked. */
  level: ShareLevel.exclude(['hidden', 'exists']).optional(),
  until: Instant.nullable().optional(),
  note: safeText(300).default(''),
});
export type AnswerShareRequest = z.input<typeof AnswerShareRequest>;

/** One cell: the level in force, and the share that decides it, if any. */
export const SharingCell = z.object({
  departmentId: Id,
  level: ShareLevel,
  shareId: Id.nullable(),
  until: Instant.nullable(),
  /** `owner`, `share` on the tag itself, `group` share, `default` of the scope. */
  from: z.enum(['owner', 'share', 'group', 'default']),
});
export type SharingCell = z.infer<typeof SharingCell>;
export const SharingMatrix = z.object({
  departments: z.array(z.object({ id: Id, name: z.string(), parentId: Id.nullable() })),
  tags: z.array(
    z.object({
      id: Id,
      name: LocalizedText,
      groupId: Id.nullable(),
      scope: TagScopeKind,
      ownerDepartmentId: Id.nullable(),
      /** The caller may change this row. */
      editable: z.boolean(),
      /** What a search by name, pinyin or initials looks in, in lower case. */
      search: z.string(),
      cells: z.array(SharingCell),
    }),
  ),
});
export type SharingMatrix = z.infer<typeof SharingMatrix>;
