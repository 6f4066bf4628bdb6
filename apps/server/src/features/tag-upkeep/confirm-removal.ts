import { localize, type Locale } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Removal } from './group-removal.js';

/** Whoever deletes a group says how many tags go with it; an empty one needs no number. Pure. */
export function requireConfirmed(
  { groups, tags }: Removal,
  confirm: number | undefined,
  locale: Locale,
  path: string,
): void {
  const isEmpty = tags.length === 0 && groups.length === 1;
  if (confirm === tags.length || (isEmpty && confirm === undefined)) return;
  throw new DomainError('confirm_required', `The group holds ${tags.length} tags, which would be deleted with it.`, {
    path,
    params: { tags: tags.length, names: tags.slice(0, 20).map(({ name }) => localize(name, locale)) },
    hint: `Repeat it with confirm=${tags.length} if that is meant`,
  });
}
