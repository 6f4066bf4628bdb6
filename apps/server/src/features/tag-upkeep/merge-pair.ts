import type { Catalog } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionId } from '../../platform/http/id-params.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { requireTag } from './own-tags.js';

export interface MergePair {
  /** The tag that goes. */
  from: LoadedTag;
  /** The tag that stays. */
  to: LoadedTag;
}

/** The caller may edit both: a merge tells the customers of the one under the name of the other. */
export function mergePair(catalog: CatalogView, fromId: number, into: string): MergePair {
  const from = requireTag(catalog, fromId, 'edit');
  const to = requireTag(catalog, definitionId(into), 'edit', 'into');
  if (from.id === to.id)
    throw new DomainError('merge_impossible', 'A tag cannot go into itself', {
      path: 'into',
      hint: 'Choose another tag',
    });
  return { from, to };
}

/** Values of the tag that goes and that the other does not have yet. Pure. */
export const addedValues = ({ from, to }: MergePair): string[] =>
  from.values.filter((value) => !to.values.includes(value));

/** The definitions once the tag has these values, too. Pure. */
export const withValues = (catalog: Catalog, key: string, added: readonly string[]): Catalog =>
  added.length === 0
    ? catalog
    : {
        ...catalog,
        tags: catalog.tags.map((tag) =>
          tag.key === key ? { ...tag, values: [...(tag.values ?? []), ...added] } : tag,
        ),
        facts: catalog.facts.map((fact) =>
          fact.name === `tag.${key}` && fact.options
            ? { ...fact, options: [...fact.options, ...added.map((value) => ({ value, label: { 'zh-CN': value } }))] }
            : fact,
        ),
      };

export function requireSameKind({ from, to }: MergePair): void {
  if (from.kind === to.kind) return;
  throw new DomainError('merge_impossible', `A tag of kind ${from.kind} cannot go into one of kind ${to.kind}.`, {
    path: 'into',
    params: { kinds: [from.kind, to.kind] },
    hint: 'Choose a tag of the same kind',
  });
}
