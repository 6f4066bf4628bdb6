import type { TagView } from '@tagloom/access';
import type { ShareLevel } from '@tagloom/contracts';
import type { LoadedCatalog, LoadedTagGroup } from './loaded-catalog.js';

/**
 * The catalog as a viewer has it: of tags, those with at least `level`; of groups, those that hold such a tag, or whose owner
 * the viewer is. What is not lent is not there at all, so whoever names it is answered as for something that never was.
 */
export function restrictCatalog(
  loaded: LoadedCatalog,
  view: TagView,
  level: ShareLevel,
  ownsGroup: (group: LoadedTagGroup) => boolean,
): LoadedCatalog {
  const tags = new Map([...loaded.tags].filter(([id]) => view.can(level, id)));
  const keys = new Set([...tags.values()].map(({ key }) => key));
  const groups = visibleGroups(loaded, new Set([...tags.values()].map(({ groupId }) => groupId)), ownsGroup);
  const exclusive = new Set([...groups.values()].map(({ key }) => key));
  return {
    ...loaded,
    tags,
    tagByKey: new Map([...tags.values()].map((tag) => [tag.key, tag])),
    groups,
    catalog: {
      ...loaded.catalog,
      facts: loaded.catalog.facts.filter((fact) => fact.source !== 'tag' || keys.has(fact.name.slice('tag.'.length))),
      tags: loaded.catalog.tags
        .filter(({ key }) => keys.has(key))
        .map(({ exclusiveGroup, ...tag }) =>
          exclusiveGroup !== undefined && exclusive.has(exclusiveGroup) ? { ...tag, exclusiveGroup } : tag,
        ),
    },
  };
}

/** A group with none but hidden tags looks like no group; those above a visible one are needed to stand in the tree. */
function visibleGroups(
  { groups }: LoadedCatalog,
  holding: ReadonlySet<number | null>,
  ownsGroup: (group: LoadedTagGroup) => boolean,
): Map<number, LoadedTagGroup> {
  const visible = new Set<number>();
  for (const group of groups.values()) {
    if (!holding.has(group.id) && !ownsGroup(group)) continue;
    for (let at: LoadedTagGroup | undefined = group; at && !visible.has(at.id);)
      at = (visible.add(at.id), at.parentId === null ? undefined : groups.get(at.parentId));
  }
  return new Map([...groups].filter(([id]) => visible.has(id)));
}
