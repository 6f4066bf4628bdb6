import { describe, expect, it } from 'vitest';
import { firstLeave, inOrder, withLeaveThreshold } from './thresholds';

const plain = { threshold: 60, weights: { a: 2 } };
const eased = { ...plain, leaveThreshold: 40 };

describe('the two lines of a score', () => {
  it('stay as they are while leaving is easier than entering', () => {
    expect(inOrder(eased)).toEqual(eased);
    expect(inOrder(plain)).toEqual(plain);
    expect(withLeaveThreshold(eased, 20)).toEqual({ ...eased, leaveThreshold: 20 });
  });

  it('never pass each other', () => {
    expect(inOrder({ ...eased, threshold: 30 })).toEqual({ ...eased, threshold: 30, leaveThreshold: 30 });
    expect(withLeaveThreshold(eased, 90)).toEqual({ ...eased, leaveThreshold: 60 });
  });

  it('are one line again when the second is taken away', () => {
    expect(withLeaveThreshold(eased, undefined)).toEqual(plain);
  });

  it('begin apart, with the second within the scale', () => {
    expect(firstLeave(plain)).toBe(40);
    expect(firstLeave({ ...plain, threshold: 10 })).toBe(0);
  });
});
