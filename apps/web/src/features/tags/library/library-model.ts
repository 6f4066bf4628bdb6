import {
  TAG_CATEGORIES,
  type Tag,
  type TagCategory,
  type TagGroup,
  type TagHealth,
  type Taxonomy,
} from '@tagloom/contracts';
import { includesLevel } from '@/platform/sharing';
import { branchOf, pathOf, treeOf, type GroupNode } from './group-tree';
import { HEADQUARTERS, isCategory, type LibrarySearch } from './library-search';

export interface LibraryRow {
  tag: Tag;
  /** Absent until it is known, or where the reader may not know. */
  health: TagHealth | undefined;
  /** The day of the review has passed. */
  isOverdue: boolean;
  /** The groups around it, the outermost first. */
  path: TagGroup[];
}
export interface CategoryNode {
  category: TagCategory;
  groups: GroupNode[];
}
export interface Library {
  categories: CategoryNode[];
  rows: LibraryRow[];
  /** Tags that fit the search and the filters, by category and by group, with everything inside. */
  counts: ReadonlyMap<string, number>;
}
export interface LibrarySource {
  taxonomy: Taxonomy;
  health: ReadonlyMap<string, TagHealth> | undefined;
  /** Found by the server, which knows pinyin; undefined while nothing is searched. */
  found: ReadonlySet<string> | undefined;
  /** YYYY-MM-DD. */
  today: string;
}

/** What the page shows: the tree with what fits below each branch, and the tags of the chosen one. */
export function buildLibrary({ taxonomy, health, found, today }: LibrarySource, search: LibrarySearch): Library {
  const { groups } = taxonomy;
  const rows = taxonomy.tags
    .map((tag) => ({
      tag,
      health: health?.get(tag.id),
      isOverdue: tag.reviewAt !== null && tag.reviewAt < today,
      path: pathOf(groups, tag.groupId),
    }))
    .filter((row) => fits(row, search, found));
  const counts = new Map<string, number>();
  for (const { tag, path } of rows)
    for (const branch of [tag.category, ...path.map(({ id }) => id)]) counts.set(branch, (counts.get(branch) ?? 0) + 1);
  const isInside = insideOf(groups, search.branch);
  return {
    categories: TAG_CATEGORIES.map((category) => ({ category, groups: treeOf(groups, category) })),
    rows: rows.filter(({ tag }) => isInside(tag)).sort(byPlace(groups)),
    counts,
  };
}

function insideOf(groups: readonly TagGroup[], branch: string | undefined): (tag: Tag) => boolean {
  if (branch === undefined) return () => true;
  if (isCategory(branch)) return ({ category }) => category === branch;
  // a group that is gone leaves nothing to show
  const inside = branchOf(groups, branch);
  return ({ groupId }) => groupId !== null && inside.has(groupId);
}

/** Category, then group as the tree has them, then the order in the group. What is in no group comes last. */
function byPlace(groups: readonly TagGroup[]) {
  const places = new Map<string, number>();
  const walk = (nodes: readonly GroupNode[]): void =>
    nodes.forEach(({ group, below }) => {
      places.set(group.id, places.size);
      walk(below);
    });
  for (const category of TAG_CATEGORIES) walk(treeOf(groups, category));
  const place = ({ tag }: LibraryRow) => (tag.groupId === null ? Infinity : (places.get(tag.groupId) ?? Infinity));
  return (one: LibraryRow, other: LibraryRow): number =>
    TAG_CATEGORIES.indexOf(one.tag.category) - TAG_CATEGORIES.indexOf(other.tag.category) ||
    compare(place(one), place(other)) ||
    one.tag.position - other.tag.position ||
    Number(one.tag.id) - Number(other.tag.id);
}
/** Two infinities are equal, and their difference is not a number. */
const compare = (one: number, other: number): number => (one === other ? 0 : one - other);

function fits(row: LibraryRow, search: LibrarySearch, found: ReadonlySet<string> | undefined): boolean {
  const { tag, health, isOverdue } = row;
  const { q, owner, scope, sensitivity, level, only } = search;
  if (q !== undefined && !found?.has(tag.id) && !mentions(tag, q)) return false;
  if (owner !== undefined && (tag.ownerDepartmentId ?? HEADQUARTERS) !== owner) return false;
  if (scope !== undefined && tag.scope !== scope) return false;
  if (sensitivity !== undefined && tag.sensitivity !== sensitivity) return false;
  if (level !== undefined && !includesLevel(tag.level, level)) return false;
  if (only === 'stale') return health?.stale === true;
  if (only === 'unused') return health?.flows === 0;
  if (only === 'incomplete') return (health?.missing.length ?? 0) > 0;
  return only !== 'review' || isOverdue;
}

function mentions({ name, localName, key }: Tag, q: string): boolean {
  const text = q.trim().toLowerCase();
  const names = [name['zh-CN'], name.en, localName?.name['zh-CN'], localName?.name.en, key];
  return names.some((known) => known?.toLowerCase().includes(text));
}
