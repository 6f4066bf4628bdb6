import type { LocalTagName, ShareLevel, Tag } from '@tagloom/contracts';
import { suppress } from '@tagloom/tag-library';
import type { TagRow } from './definition-changes.js';

/** Fewer customers than these are not told to whoever may not read the tag. */
const SMALL_GROUP = 10;

/** What the reader is told besides the row. */
export interface Reading {
  level: ShareLevel;
  canRead: boolean;
  canSeeMasked: boolean;
  customers: number;
  localName: LocalTagName | null;
}

/** Somebody else's own tag: of it headquarters learns that it is there and how many customers it concerns. */
export const isForeignPersonal = ({ scope }: Pick<TagRow, 'scope'>, canRead: boolean): boolean =>
  scope === 'personal' && !canRead;

/** A tag as the reader has it. */
export function toTag(row: TagRow, reading: Reading): Tag {
  const tag = isForeignPersonal(row, reading.canRead) ? withoutContent(row) : row;
  const { level, localName } = reading;
  return {
    id: String(tag.id),
    key: tag.key,
    name: tag.name,
    meaning: tag.meaning,
    kind: tag.kind,
    values: tag.values,
    category: tag.category,
    groupId: tag.groupId === null ? null : String(tag.groupId),
    position: tag.position,
    scope: tag.scope,
    ownerDepartmentId: tag.ownerDepartmentId,
    level,
    customers: countFor(row, reading),
    localName,
    purpose: tag.purpose,
    sensitivity: tag.sensitivity,
    stewardId: tag.stewardId,
    reviewAt: tag.reviewAt,
    revision: tag.revision,
  };
}

function countFor(row: TagRow, { canRead, canSeeMasked, customers }: Reading): number | null {
  if (canRead || isForeignPersonal(row, canRead)) return customers;
  return canSeeMasked ? suppress(customers, SMALL_GROUP) : null;
}

/** Its key is made of its name, and says as much. */
export function withoutContent(row: TagRow): TagRow {
  return {
    ...row,
    key: `personal_${row.id}`,
    name: { 'zh-CN': '个人标签', en: 'Personal tag' },
    meaning: '',
    values: [],
    purpose: '',
    examples: { positive: [], negative: [] },
    groupId: null,
    position: 0,
    stewardId: null,
    reviewAt: null,
    validityDays: null,
  };
}
