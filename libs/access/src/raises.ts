import type { ShareLevel } from '@tagloom/contracts';
import { rankOf } from './levels.js';
import type { SharedTag, Sharing } from './sharing.js';

/** A tag, and what decides who has how much of it. */
export interface SharedUnder {
  readonly sharing: Sharing;
  readonly tag: SharedTag;
}

/** A department that has more than before, the first moment at which it does (milliseconds since 1970), and what. */
export interface Raise {
  readonly departmentId: string;
  readonly at: number;
  readonly from: ShareLevel;
  readonly to: ShareLevel;
}

/**
 * The departments that have more of `after` than of `before`: now, or at any later moment at which a share ends by itself, so that
 * neither a longer share nor a short one in the place of a lock goes unseen. What a person kept may go to the person's own
 * department: that is no raise.
 */
export function raisesBetween(before: SharedUnder, after: SharedUnder, now: number): Raise[] {
  const moments = [now, ...before.sharing.endsOf(before.tag, now), ...after.sharing.endsOf(after.tag, now)];
  const inOrder = [...new Set(moments)].sort((a, b) => a - b);
  const raises: Raise[] = [];
  for (const departmentId of before.sharing.departments) {
    if (isPersonsOwn(before, departmentId)) continue;
    for (const at of inOrder) {
      const from = levelAt(before, departmentId, at);
      const to = levelAt(after, departmentId, at);
      if (rankOf(to) <= rankOf(from)) continue;
      raises.push({ departmentId, at, from, to });
      break;
    }
  }
  return raises;
}

const levelAt = ({ sharing, tag }: SharedUnder, departmentId: string, at: number): ShareLevel =>
  sharing.decide(tag, { departmentId, userId: null }, at).level;

const isPersonsOwn = ({ sharing, tag: { scope, ownerDepartmentId } }: SharedUnder, departmentId: string): boolean =>
  scope === 'personal' && ownerDepartmentId !== null && sharing.isWithin(departmentId, ownerDepartmentId);
