import { DomainError } from '../../platform/errors/domain-error.js';

/** The world has changed since, and `why` says how. */
export function impossible(why: string, message: string, params: Record<string, unknown> = {}): DomainError {
  return new DomainError('undo_impossible', message, {
    path: 'id',
    params: { why, ...params },
    hint: 'Take what stands in the way aside, then try again',
  });
}
