import { z } from 'zod';
import { Id, Instant, safeText } from '../common.js';
import { Role } from './auth.js';
import { FieldLevel, ProfileKey } from './customers.js';

/** For one role, in one department and those below it; without a department, everywhere. The nearest department counts. */
export const FieldRule = z.strictObject({
  field: ProfileKey,
  role: Role,
  departmentId: Id.nullable(),
  level: FieldLevel,
});
export type FieldRule = z.infer<typeof FieldRule>;

/** What counts where no rule says anything: phone numbers are masked for all but administrators and compliance. */
export const defaultFieldLevel = (field: ProfileKey, role: Role): FieldLevel =>
  field === 'phone' && role !== 'admin' && role !== 'compliance' ? 'masked' : 'shown';

/** All rules at once. `revision` is of the whole. */
export const FieldAccessSettings = z.object({
  revision: z.int(),
  rules: z.array(FieldRule),
  updatedAt: Instant.nullable(),
  updatedBy: z.string().nullable(),
});
export type FieldAccessSettings = z.infer<typeof FieldAccessSettings>;
/** Replaces them all; a stale revision is refused with 409. */
export const SaveFieldAccessRequest = z.strictObject({ revision: z.int(), rules: z.array(FieldRule).max(2000) });
export type SaveFieldAccessRequest = z.infer<typeof SaveFieldAccessRequest>;

/** The fields that are not simply shown to the caller. */
export const OwnFieldAccess = z.object({ levels: z.record(z.string(), FieldLevel) });
export type OwnFieldAccess = z.infer<typeof OwnFieldAccess>;

export const REVEAL_LIMITS = { minutes: 10, perHour: 30, reason: 4 } as const;

/** Shows a masked field of one customer to the caller for {@link REVEAL_LIMITS} minutes; it is written down for good. */
export const RevealRequest = z.strictObject({
  field: ProfileKey,
  reason: safeText(300).refine(
    (text) => text.trim().length >= REVEAL_LIMITS.reason,
    'say why, in 4 characters or more',
  ),
});
export type RevealRequest = z.infer<typeof RevealRequest>;
export const RevealResponse = z.object({ value: z.string().nullable(), until: Instant });
export type RevealResponse = z.infer<typeof RevealResponse>;

/** Who had what shown to them, of whom, and why. It never says the value. */
export const FieldReveal = z.object({
  id: Id,
  customerId: Id,
  /** Null for a customer without one. */
  customerName: z.string().nullable(),
  field: ProfileKey,
  reason: z.string(),
  by: z.object({ id: z.string(), name: z.string(), departmentName: z.string().nullable() }),
  at: Instant,
  until: Instant,
});
export type FieldReveal = z.infer<typeof FieldReveal>;
export const RevealsResponse = z.object({ items: z.array(FieldReveal), nextCursor: z.string().nullable() });
export type RevealsResponse = z.infer<typeof RevealsResponse>;
