import {
  TAG_CATEGORIES,
  type LocalizedText,
  type Share,
  type SharingCell,
  type SharingMatrix,
  type TagCategory,
  type Taxonomy,
} from '@tagloom/contracts';
import { groupsAround } from '../groups-around';

export type MatrixDepartment = SharingMatrix['departments'][number];
export interface Column extends MatrixDepartment {
  /** The name of the department above it. */
  parentName: string | null;
}
export interface MatrixRow {
  tag: SharingMatrix['tags'][number];
  category: TagCategory;
  ownerName: string | null;
  /** By department; absent where the caller may not know. */
  cells: ReadonlyMap<string, SharingCell>;
}
export interface Section {
  /** Of the group, or of the category for what has no group. */
  id: string;
  category: TagCategory;
  group: Taxonomy['groups'][number] | null;
  /** Names of the groups around it and its own, the outermost first. */
  path: readonly LocalizedText[];
  rows: MatrixRow[];
}
export interface MatrixFilter {
  text: string;
  /** Empty for all. */
  departments: readonly string[];
  /** A category or a group, with everything inside it; absent for all. */
  branch?: string;
  endingOnly: boolean;
}
export interface MatrixModel {
  columns: Column[];
  sections: Section[];
  shares: ReadonlyMap<string, Share>;
}

const DAY_MS = 24 * 3_600_000;
export const SOON_DAYS = 14;
export const endsSoon = (until: string | null, now: number): boolean =>
  until !== null && Date.parse(until) - now <= SOON_DAYS * DAY_MS;

/** Each department directly before those below it. */
export function inTreeOrder(departments: readonly MatrixDepartment[]): Column[] {
  const known = new Map(departments.map((department) => [department.id, department]));
  const isBelow = ({ parentId }: MatrixDepartment, id: string | null): boolean =>
    (parentId !== null && known.has(parentId) ? parentId : null) === id;
  const ordered: Column[] = [];
  const walk = (parentId: string | null): void => {
    for (const department of departments.filter((one) => isBelow(one, parentId))) {
      const parent = department.parentId === null ? undefined : known.get(department.parentId);
      ordered.push({ ...department, parentName: parent?.name ?? null });
      walk(department.id);
    }
  };
  walk(null);
  return ordered;
}

/** Departments in the order of their tree, tags below their groups, groups below their categories. */
export function buildMatrix(
  matrix: SharingMatrix,
  { groups, tags }: Pick<Taxonomy, 'groups' | 'tags'>,
  shares: readonly Share[],
  filter: MatrixFilter,
  now: number,
): MatrixModel {
  const names = new Map(matrix.departments.map(({ id, name }) => [id, name]));
  const categories = new Map(tags.map(({ id, category }) => [id, category]));
  const text = filter.text.trim().toLowerCase();
  const chosen = new Set(filter.departments);
  const isShown = (departmentId: string): boolean => chosen.size === 0 || chosen.has(departmentId);
  const rows = matrix.tags.flatMap((tag): MatrixRow[] => {
    const cells = tag.cells.filter(({ departmentId }) => isShown(departmentId));
    if (text !== '' && !tag.search.includes(text)) return [];
    if (filter.endingOnly && !cells.some(({ until }) => endsSoon(until, now))) return [];
    return [
      {
        tag,
        category: categories.get(tag.id) ?? 'basic',
        ownerName: tag.ownerDepartmentId === null ? null : (names.get(tag.ownerDepartmentId) ?? null),
        cells: new Map(cells.map((cell) => [cell.departmentId, cell])),
      },
    ];
  });
  const used = new Set(matrix.tags.flatMap(({ cells }) => cells.map(({ departmentId }) => departmentId)));
  return {
    columns: inTreeOrder(matrix.departments).filter(({ id }) => used.has(id) && isShown(id)),
    sections: TAG_CATEGORIES.flatMap((category) => sectionsOf(category, groups, rows)).filter((section) =>
      isInside(section, groups, filter.branch),
    ),
    shares: new Map(shares.map((share) => [share.id, share])),
  };
}

function isInside({ category, group }: Section, groups: Taxonomy['groups'], branch: string | undefined): boolean {
  if (branch === undefined || branch === category) return true;
  return groupsAround(groups, group?.id ?? null).some(({ id }) => id === branch);
}

function sectionsOf(category: TagCategory, groups: Taxonomy['groups'], rows: readonly MatrixRow[]): Section[] {
  const here = rows.filter((row) => row.category === category);
  const known = new Set(groups.map(({ id }) => id));
  const loose = here.filter(({ tag }) => tag.groupId === null || !known.has(tag.groupId));
  const sections: Section[] = groups
    .filter((group) => group.category === category)
    .map((group) => ({
      id: group.id,
      category,
      group,
      path: groupsAround(groups, group.id)
        .map(({ name }) => name)
        .reverse(),
      rows: here.filter(({ tag }) => tag.groupId === group.id),
    }));
  return [...sections, { id: category, category, group: null, path: [], rows: loose }].filter(
    (section) => section.rows.length > 0,
  );
}
