import type { TagState } from '@tagloom/contracts';
import type { EffectiveTag, EffectiveTags } from './effective-tags.js';

/** A tag that came, left or changed its value. */
export interface EffectiveChange {
  readonly tagId: number;
  readonly before: TagState;
  readonly after: TagState;
}

const stateOf = (tag: EffectiveTag | undefined): TagState =>
  tag?.state === 'held' ? { held: true, value: tag.value } : { held: false, value: null };

/** Values of tags are scalars or sets of texts; the order of a set says nothing. */
export function sameTagValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    const [left, right] = [new Set<unknown>(a), new Set<unknown>(b)];
    return left.size === right.size && a.every((member) => right.has(member));
  }
  return (a ?? null) === (b ?? null);
}

/** What changed in effect between two states of one customer, by tag id ascending. Who decides a tag is not an effect. */
export function diffEffective(before: EffectiveTags, after: EffectiveTags): EffectiveChange[] {
  const changes: EffectiveChange[] = [];
  const compare = (tagId: number) => {
    const [was, is] = [stateOf(before.get(tagId)), stateOf(after.get(tagId))];
    if (was.held !== is.held || !sameTagValue(was.value, is.value)) changes.push({ tagId, before: was, after: is });
  };
  for (const tagId of before.keys()) compare(tagId);
  for (const tagId of after.keys()) if (!before.has(tagId)) compare(tagId);
  return changes.sort((a, b) => a.tagId - b.tagId);
}
