import type { Trace } from '@tagloom/contracts';

/**
 * One trace of an action with two thresholds out of the two that were run: that of the thresholds that counted, with both
 * thresholds where they differ. The two have the same shape.
 */
export function heldTrace(enter: Trace, leave: Trace, isHeld: boolean): Trace {
  const counted = isHeld ? leave : enter;
  if (counted.kind === 'leaf') {
    if (enter.kind !== 'leaf' || leave.kind !== 'leaf' || enter.expected === leave.expected) return counted;
    if (typeof leave.expected !== 'number') return counted;
    return { ...counted, expected: enter.expected, leaveExpected: leave.expected, isHeld };
  }
  if (enter.kind === 'leaf' || leave.kind === 'leaf') return counted;
  const children = enter.children.map((child, at) => heldTrace(child, leave.children[at] ?? child, isHeld));
  if (leave.required === undefined || enter.required === leave.required) return { ...counted, children };
  return { ...counted, required: enter.required, leaveRequired: leave.required, isHeld, children };
}
