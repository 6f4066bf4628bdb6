import type { Department, DepartmentUse } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';

/** One step of a way through the tree. */
export interface DepartmentStep {
  id: string;
  name: string;
}

export const departmentNotFound = (id: string, path = 'id') =>
  new DomainError('department_not_found', `There is no department ${id}`, { path, params: { id } });

/** In a field of a form: the form is what was wrong, not the address. */
export const unknownDepartment = (id: string) =>
  new DomainError('validation_failed', `departmentId: there is no department ${id}`, {
    path: 'departmentId',
    params: { id },
  });

/** `path` goes from the department down to where it should have been put, and back to itself. */
export const departmentCycle = (path: readonly DepartmentStep[]) =>
  new DomainError(
    'department_cycle',
    `A department cannot be below itself: ${path.map(({ name }) => name).join(' → ')}`,
    {
      path: 'parentId',
      hint: 'Choose a department that is not below this one.',
      params: { path },
    },
  );

export const departmentInUse = (uses: Partial<Record<DepartmentUse, number>>) =>
  new DomainError('department_in_use', `The department is in use: ${Object.keys(uses).join(', ')}`, {
    path: 'id',
    hint: 'Move or remove these first.',
    params: { uses },
  });

export const nameTaken = (name: string) =>
  new DomainError('name_taken', `There is already a department «${name}» at this level`, {
    path: 'name',
    hint: 'Choose another name, or another place.',
    params: { name },
  });

export const departmentChanged = (yours: object, theirs: Department) =>
  new DomainError('revision_conflict', 'Someone else has changed this department meanwhile', {
    path: 'revision',
    hint: 'Look at what it is now, then repeat the edit.',
    params: { revision: theirs.revision, yours, theirs },
  });

export const beyondOwnBranch = () =>
  new DomainError('forbidden', 'You manage your own department and those below it.', {
    hint: 'Ask an administrator of the whole organisation.',
  });
