import type { ShareLevel } from '@tagloom/contracts';
import type { CatalogView } from './catalog-views.js';

/**
 * The first line: a condition on a column with tag ids, for the tags of at least `level`. `push` adds a parameter and gives its
 * number. Whoever acts for the whole organisation also sees what is said of tags that are gone.
 */
export function tagFilter(
  { isOrganisation, view, whole }: CatalogView,
  level: ShareLevel,
  column: string,
  push: (value: unknown) => number,
): string {
  if (!isOrganisation) return `${column} = ANY ($${push(view.idsFrom(level))}::int[])`;
  const hidden = [...whole.tags.keys()].filter((id) => !view.can(level, id));
  return `${column} <> ALL ($${push(hidden)}::int[])`;
}
