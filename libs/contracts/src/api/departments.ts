import { z } from 'zod';
import { Id, Key, safeText } from '../common.js';

/** Unlike a text that may be blank, a name can be read. */
const Name = safeText(60, 1).refine((name) => name.trim() !== '', 'must not be blank');

/**
 * A node of the tree of departments. `timeZone`: an IANA name; null is the organisation's. Rules «in the department's time
 * zone» count their days in it. `parentId` null is the top; `revision` rises with every change.
 */
export const Department = z.object({
  id: Id,
  key: z.string(),
  name: z.string(),
  timeZone: z.string().nullable(),
  parentId: Id.nullable(),
  revision: z.int().positive(),
});
export type Department = z.infer<typeof Department>;

/** Without a key it gets one that says nothing. */
export const CreateDepartmentRequest = z.strictObject({
  key: Key.optional(),
  name: Name,
  parentId: Id.nullable().optional(),
  timeZone: safeText(60, 1).nullable().optional(),
});
export type CreateDepartmentRequest = z.infer<typeof CreateDepartmentRequest>;

/** What is absent stays. To rename or move, `revision` says which department one has seen. */
export const UpdateDepartmentRequest = z
  .strictObject({
    name: Name.optional(),
    parentId: Id.nullable().optional(),
    timeZone: safeText(60, 1).nullable().optional(),
    revision: z.int().positive().optional(),
  })
  .refine(({ name, parentId, revision }) => revision !== undefined || (name === undefined && parentId === undefined), {
    path: ['revision'],
    message: 'expected the revision that was seen, to rename or move',
  })
  .refine((request) => Object.entries(request).some(([key, value]) => key !== 'revision' && value !== undefined), {
    message: 'expected something to change',
  });
export type UpdateDepartmentRequest = z.infer<typeof UpdateDepartmentRequest>;

/** What keeps a department from being deleted: `params.uses` of `department_in_use`. */
export const DEPARTMENT_USES = [
  'departments',
  'people',
  'flows',
  'rules',
  'tags',
  'shares',
  'customers',
  'keys',
] as const;
export type DepartmentUse = (typeof DEPARTMENT_USES)[number];
