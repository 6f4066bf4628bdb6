import type { LocalizedText, TagExamples, TagVersion, TagVersionField } from '@tagloom/contracts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { TagEntity } from './tag.entity.js';

/** A tag's row without what is made of it. */
export type TagRow = Omit<TagEntity, 'search'>;
/** What a person defines. */
export type Definition = Omit<TagRow, 'id' | 'key' | 'position' | 'revision' | 'createdAt'>;
export type Change = TagVersion['changes'][number];

/** Names as of now, since a history that says «department 7» says nothing. */
type Names = Pick<LoadedCatalog, 'departmentNames' | 'groups' | 'catalog'>;

/** What a definition says field by field, as the history keeps it. */
function told(tag: Definition, names: Names): Record<TagVersionField, unknown> {
  const { stewardId, ownerDepartmentId, groupId } = tag;
  const steward = names.catalog.users?.find(({ id }) => id === stewardId);
  const group = groupId === null ? undefined : names.groups.get(groupId);
  return {
    name: tag.name,
    meaning: tag.meaning,
    purpose: tag.purpose,
    examples: tag.examples,
    values: tag.values,
    sensitivity: tag.sensitivity,
    validityDays: tag.validityDays,
    reviewAt: tag.reviewAt,
    steward: named(stewardId, steward?.name ?? ''),
    ownerDepartment: named(ownerDepartmentId, names.departmentNames.get(ownerDepartmentId ?? '') ?? ''),
    scope: tag.scope,
    group: named(groupId === null ? null : String(groupId), group?.name ?? { 'zh-CN': '' }),
    kind: tag.kind,
    category: tag.category,
  };
}

const named = (id: string | null, name: string | LocalizedText) => (id === null ? null : { id, name });

/** Before → after of every field that differs. */
export function changesBetween(before: Definition, after: Definition, names: Names): Change[] {
  const [former, later] = [told(before, names), told(after, names)];
  return (Object.keys(later) as TagVersionField[])
    .filter((field) => !isSame(former[field], later[field]))
    .map((field) => ({ field, before: former[field], after: later[field] }));
}

/** What a new definition says, but for what it leaves empty. */
export function changesOfNew(after: Definition, names: Names): Change[] {
  return Object.entries(told(after, names))
    .filter(([, value]) => !isEmpty(value))
    .map(([field, value]) => ({ field: field as TagVersionField, before: null, after: value }));
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || isSame(value, []) || isSame(value, { positive: [], negative: [] });

/** The order of the parts of a name or of examples says nothing. */
const isSame = (one: unknown, other: unknown): boolean => sorted(one) === sorted(other);
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

export const NO_EXAMPLES: TagExamples = { positive: [], negative: [] };
