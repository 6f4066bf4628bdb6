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
  /** Everything the person may act as; `role` and `department` above are the one they act as now. Null is the whole organisation. */
  departments: z.array(z.object({ id: Id.nullable(), name: z.string().nullable(), role: Role })),
  /** The department through whose eyes the person looks now, without being able to change anything; null when through their own. */
  seeAs: z.object({ id: Id, name: z.string() }).nullable().optional(),
});
export type Me = z.infer<typeof Me>;
/** Which of one's departments to act in; null is the whole organisation, for those who have a role in it. */
export const SwitchDepartmentRequest = z.strictObject({ departmentId: Id.nullable() });
export type SwitchDepartmentRequest = z.infer<typeof SwitchDepartmentRequest>;
/** Through whose eyes to look from now on, for those who act for the whole organisation; null is through one's own again. */
export const SeeAsRequest = z.strictObject({ departmentId: Id.nullable() });
export type SeeAsRequest = z.infer<typeof SeeAsRequest>;
export const UpdateMeRequest = z.strictObject({ locale: Locale });
export type UpdateMeRequest = z.infer<typeof UpdateMeRequest>;

/** A role that a person has in a department; without a department, in the whole organisation. */
export const DepartmentRole = z.object({
  id: Id,
  departmentId: Id.nullable(),
  departmentName: z.string().nullable(),
  role: Role,
});
export type DepartmentRole = z.infer<typeof DepartmentRole>;
export const AddRoleRequest = z.strictObject({ departmentId: Id.nullable(), role: Role });
export type AddRoleRequest = z.infer<typeof AddRoleRequest>;
export const ChangeRoleRequest = z.strictObject({ role: Role });
export type ChangeRoleRequest = z.infer<typeof ChangeRoleRequest>;

export const UserSummary = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  /** The first of the roles, and where; null when none is left. */
  role: Role.nullable(),
  departmentId: Id.nullable(),
  departmentName: z.string().nullable(),
  /** Oldest first. */
  roles: z.array(DepartmentRole),
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
/** What history calls the key of the installation, which has no name of its own; pages say it in their language. */
export const ADMIN_KEY_NAME = 'admin key';

export const ApiKeySummary = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  prefix: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  /** Where it acts; null is the whole organisation. */
  departmentId: Id.nullable(),
});
export type ApiKeySummary = z.infer<typeof ApiKeySummary>;
/** Without a department, it acts where its maker does. */
export const CreateApiKeyRequest = z.strictObject({
  name: safeText(60, 1),
  role: Role,
  departmentId: Id.nullable().optional(),
});
export type CreateApiKeyRequest = z.infer<typeof CreateApiKeyRequest>;
/** The only time the key itself is shown. */
export const CreatedApiKey = ApiKeySummary.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
