import type { ApprovalStatus } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';

export const approvalNotFound = (id: string) =>
  new DomainError('approval_not_found', `There is no approval ${id}`, { path: 'id', params: { id } });

export const alreadyDecided = (status: ApprovalStatus) =>
  new DomainError('approval_decided', 'This approval has been settled already', { path: 'id', params: { status } });

export const ownApproval = () =>
  new DomainError('own_approval', 'Whoever asked, also by a key of theirs, does not decide it', {
    path: 'id',
    hint: 'Ask a colleague who may do it as well',
  });

export const approvalStale = (params: Record<string, unknown> = {}) =>
  new DomainError('approval_stale', 'What was asked about has changed since', {
    path: 'id',
    params,
    hint: 'Have it asked for anew',
  });

export const askerGone = () =>
  new DomainError('approval_asker_gone', 'Whoever asked may not do this any more', {
    hint: 'Somebody who may do it asks anew',
  });

export const roleRefused = (hint: string) =>
  new DomainError('forbidden', 'Your role or your department does not allow this.', { hint });

export const nothingToAsk = () =>
  new DomainError('conflict', 'This takes no second person: nobody else has more or less by it', {
    path: 'request',
    hint: 'Do it right away',
  });
