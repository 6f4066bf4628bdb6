import { z } from 'zod';
import { Id, Instant, LocalizedText, safeText } from '../common.js';
import { BulkTagRequest } from './bulk.js';
import { CreateShareRequest } from './sharing.js';
import { SplitTagRequest } from './tag-upkeep.js';

/** Acts that may take two people. `publish` is a setting only: what is asked for there is a review of the draft. */
export const FOUR_EYES_ACTS = ['publish', 'delete', 'merge', 'share', 'bulk'] as const;
export const FourEyesAct = z.enum(FOUR_EYES_ACTS);
export type FourEyesAct = z.infer<typeof FourEyesAct>;

/** For which acts a second person is asked. All are off until an admin turns them on. */
export const FourEyesSettings = z.strictObject({
  /** Every version, whatever it reaches; the guard asks for those that reach many besides. */
  publish: z.boolean(),
  /** Tags and groups of tags. */
  delete: z.boolean(),
  /** Merging and splitting tags. */
  merge: z.boolean(),
  /** Lending outside the department that owns a tag, and giving it away. */
  share: z.boolean(),
  /** More customers than this, by one person with one tag within a day; null never asks. */
  bulk: z.int().min(1).max(1_000_000).nullable(),
});
export type FourEyesSettings = z.infer<typeof FourEyesSettings>;

/** Who changed what takes two people. */
export const FourEyesChange = z.object({
  before: FourEyesSettings,
  after: FourEyesSettings,
  by: z.string(),
  at: Instant,
});
export type FourEyesChange = z.infer<typeof FourEyesChange>;

/** What is asked for, in the words of the request that would do it. */
export const ApprovalRequest = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('deleteTag'), tagId: Id }),
  /** `tags`: how many go with the group. */
  z.strictObject({ act: z.literal('deleteGroup'), groupId: Id, tags: z.int().min(0).max(10_000) }),
  z.strictObject({ act: z.literal('mergeTags'), tagId: Id, into: Id }),
  z.strictObject({ act: z.literal('splitTag'), tagId: Id, parts: SplitTagRequest.shape.parts }),
  z.strictObject({ act: z.literal('share'), share: CreateShareRequest }),
  /** Another scope or owner for a tag, or a group that lends it; what is absent stays. */
  z.strictObject({
    act: z.literal('giveTag'),
    tagId: Id,
    scope: z.enum(['enterprise', 'department']).optional(),
    ownerDepartmentId: Id.nullable().optional(),
    groupId: Id.nullable().optional(),
  }),
  /** A group goes into another one, which lends what is in it. */
  z.strictObject({ act: z.literal('giveGroup'), groupId: Id, parentId: Id.nullable() }),
  z.strictObject({ act: z.literal('bulkTag'), bulk: BulkTagRequest }),
  /** A department's draft becomes the whole enterprise's; agreed to by the owner of the tags that it sets. */
  z.strictObject({ act: z.literal('promoteFlow'), flowId: Id, revision: z.int() }),
]);
export type ApprovalRequest = z.input<typeof ApprovalRequest>;
export type ApprovalAct = z.output<typeof ApprovalRequest>['act'];

/**
 * `open` waits for somebody; `approved` was agreed to but could not be done (`error` says why), so that whoever asked can do it
 * within its time; `done` was agreed to and is done.
 */
export const APPROVAL_STATUSES = ['open', 'approved', 'done', 'rejected', 'withdrawn', 'expired'] as const;
export const ApprovalStatus = z.enum(APPROVAL_STATUSES);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

export const Approval = z.object({
  id: Id,
  status: ApprovalStatus,
  request: ApprovalRequest,
  /** What it is about, with names of when it was asked. */
  about: z.object({
    tags: z.array(z.object({ id: Id, name: LocalizedText })),
    flow: z
      .object({
        id: Id,
        name: z.string(),
        /** What it says, as it runs or, when it does not, as it is drawn. */
        sentence: z.object({ 'zh-CN': z.string(), en: z.string() }).optional(),
      })
      .nullable(),
    group: z.object({ id: Id, name: LocalizedText }).nullable(),
    department: z.object({ id: Id, name: z.string() }).nullable(),
    /** How many customers it touches, where that is known and may be told. */
    customers: z.int().nullable(),
  }),
  reason: z.string(),
  askedBy: z.string(),
  /** The department that was acted in; null is the whole organisation. */
  askedFor: z.object({ id: Id, name: z.string() }).nullable(),
  askedAt: Instant,
  /** After this time it has to be asked for anew. */
  until: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionNote: z.string().nullable(),
  /** Why an approved act could not be done: the code and the message of the refusal. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** The caller asked for it. */
  own: z.boolean(),
  /** The caller may agree to it or refuse. */
  mine: z.boolean(),
});
export type Approval = z.infer<typeof Approval>;
export const ApprovalsResponse = z.object({ items: z.array(Approval), nextCursor: z.string().nullable() });
export type ApprovalsResponse = z.infer<typeof ApprovalsResponse>;

/** The same act, by the same asker, that is open is not asked for again. */
export const AskApprovalRequest = z.strictObject({
  request: ApprovalRequest,
  reason: safeText(500, 1).refine((text) => text.trim() !== '', 'expected a reason'),
});
export type AskApprovalRequest = z.input<typeof AskApprovalRequest>;
export const DecideApprovalRequest = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  note: safeText(500).default(''),
});
export type DecideApprovalRequest = z.input<typeof DecideApprovalRequest>;
