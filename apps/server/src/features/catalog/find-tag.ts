import { DomainError } from '../../platform/errors/domain-error.js';
import type { LoadedCatalog, LoadedTag } from './loaded-catalog.js';

/** The tag of a key or a decimal id; keys start with a letter, so the two cannot be confused. */
export function findTagOrFail(loaded: LoadedCatalog, keyOrId: string, path: string): LoadedTag {
  const tag = /^\d+$/.test(keyOrId) ? loaded.tags.get(Number(keyOrId)) : loaded.tagByKey.get(keyOrId);
  if (tag) return tag;
  throw new DomainError('tag_not_found', `There is no tag ${keyOrId}`, {
    path,
    hint: 'Use the key or the id of a tag of the taxonomy',
  });
}
