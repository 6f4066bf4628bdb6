import { z } from 'zod';
import { Id, Instant, Locale, safeText } from '../common.js';

export const ROLES = ['admin', 'designer', 'agent', 'compliance', 'viewer'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const LoginRequest = z.strictObject({ email: safeText(200, 3), password: safeText(200, 1) });
export type LoginRequest = z.infer<typeof LoginRequest>;
export const Me = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  role: Role,
  department: z.object({ id: Id, name: z.string() }).nullable(),
  locale: Locale,
  /** `action:subject` pairs the role may do, so that the web hides what would be refused. */
  abilities: z.array(z.string()),
});
export type Me = z.infer<typeof Me>;
export const UpdateMeRequest = z.strictObject({ locale: Locale });
export type UpdateMeRequest = z.infer<typeof UpdateMeRequest>;

export const UserSummary = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  role: Role,
  departmentId: Id.nullable(),
  departmentName: z.string().nullable(),
});
export type UserSummary = z.infer<typeof UserSummary>;
export const CreateUserRequest = z.strictObject({
  email: z.email().max(200),
  name: safeText(60, 1),
  password: safeText(200, 10),
  role: Role,
  departmentId: Id.optional(),
  locale: Locale.optional(),
});
export type CreateUserRequest = z.infer<typeof CreateUserRequest>;
/** `timeZone`: an IANA name; null is the organisation's. Rules «in the department's time zone» count their days in it. */
export const Department = z.object({ id: Id, key: z.string(), name: z.string(), timeZone: z.string().nullable() });
export type Department = z.infer<typeof Department>;
export const CreateDepartmentRequest = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  name: safeText(60, 1),
  timeZone: safeText(60, 1).nullable().optional(),
});
export type CreateDepartmentRequest = z.infer<typeof CreateDepartmentRequest>;
export const UpdateDepartmentRequest = z.strictObject({ timeZone: safeText(60, 1).nullable() });
export type UpdateDepartmentRequest = z.infer<typeof UpdateDepartmentRequest>;

/** What history calls the key of the installation, which has no name of its own; pages say it in their language. */
export const ADMIN_KEY_NAME = 'admin key';

export const ApiKeySummary = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  prefix: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
});
export type ApiKeySummary = z.infer<typeof ApiKeySummary>;
export const CreateApiKeyRequest = z.strictObject({ name: safeText(60, 1), role: Role });
export type CreateApiKeyRequest = z.infer<typeof CreateApiKeyRequest>;
/** The only time the key itself is shown. */
export const CreatedApiKey = ApiKeySummary.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
