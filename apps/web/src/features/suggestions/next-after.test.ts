import { describe, expect, it } from 'vitest';
import { nextAfter } from './next-after';

describe('after an answer', () => {
  it('comes the suggestion below, at the end the one above, and of a single one nothing', () => {
    expect(nextAfter(['1', '2', '3'], '2')).toBe('3');
    expect(nextAfter(['1', '2', '3'], '3')).toBe('2');
    expect(nextAfter(['1'], '1')).toBeUndefined();
  });
});
