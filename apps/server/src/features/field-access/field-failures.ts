import { DomainError } from '../../platform/errors/domain-error.js';

export const fieldNotAllowed = (field: string, path: string): DomainError =>
  new DomainError('field_not_allowed', `The profile field ${field} is not shown to you`, {
    path,
    params: { field },
    hint: 'Leave it out, or ask an administrator for access to this field',
  });
