import type { ShareLevel } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import { levelTooLow } from '../catalog/level-too-low.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';

/** A tag that the caller has at `level`; one that it does not see is answered as one that is not there. */
export function requireTag(catalog: CatalogView, id: number, level: ShareLevel, path = 'id'): LoadedTag {
  const tag = catalog.from('exists').tags.get(id);
  if (!tag) throw new DomainError('tag_not_found', `There is no tag ${id}.`, { path });
  if (!catalog.view.can(level, id)) throw levelTooLow(catalog.view, id, tag.key, level, path);
  return tag;
}
