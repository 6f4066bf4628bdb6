import type { LocalizedText } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';

export const tagNotFound = (id: number | string) =>
  new DomainError('tag_not_found', `There is no tag ${id}.`, { path: 'id', params: { id: String(id) } });

export const groupNotFound = (id: number) =>
  new DomainError('group_not_found', `There is no tag group ${id}.`, { path: 'id', params: { id: String(id) } });

/** In a field of a form: the form is what was wrong, not the address. */
export const noSuch = (path: string, what: string, id: string) =>
  new DomainError('validation_failed', `${path}: there is no such ${what}`, { path, params: { id } });

export const otherCategory = (path: string, category: string) =>
  new DomainError('validation_failed', `${path}: the group is in the category ${category}`, {
    path,
    params: { category },
    hint: 'Whatever is in a group is in its category.',
  });

export const notOwner = (path: string, message: string, hint: string) =>
  new DomainError('not_owner', message, { path, hint });

export const groupCycle = (path: readonly { id: string; name: LocalizedText }[]) =>
  new DomainError(
    'group_cycle',
    `A group cannot be inside itself: ${path.map(({ name }) => name['zh-CN']).join(' → ')}`,
    { path: 'parentId', hint: 'Choose a group that is not inside this one.', params: { path } },
  );

/** `yours` is what was asked for, `theirs` what it is now. */
export const definitionChanged = (revision: number, yours: object, theirs: object) =>
  new DomainError('revision_conflict', 'Someone else has changed this definition meanwhile', {
    path: 'revision',
    hint: 'Look at what it is now, then repeat the edit.',
    params: { revision, yours, theirs },
  });
