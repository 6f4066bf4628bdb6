import { Flow, type TagActionData } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { withDuration, withMembership } from './membership';

const held: TagActionData = { action: 'addTag', tag: 'vip', membership: 'while', hold: { amount: 3, unit: 'day' } };
const isFlow = (data: TagActionData) =>
  Flow.safeParse({ name: 'x', nodes: [{ id: 'a', kind: 'action', position: { x: 0, y: 0 }, data }], edges: [] })
    .success;

describe('how long a tag stays', () => {
  it('loses the shortest stay when the tag no longer depends on the condition', () => {
    expect(withMembership(held, 'once')).toEqual({ action: 'addTag', tag: 'vip', membership: 'once' });
  });

  it('loses the time until it leaves when it stays as long as the condition', () => {
    const once = withDuration(withMembership(held, 'every'), 'validFor', { amount: 1, unit: 'month' });
    expect(once).toHaveProperty('validFor');
    expect(withMembership(once, 'once')).toHaveProperty('validFor');
    expect(withMembership(once, 'while')).not.toHaveProperty('validFor');
  });

  it('has no empty duration, which a flow would not take', () => {
    const without = withDuration(held, 'hold', undefined);
    expect(without).not.toHaveProperty('hold');
    expect(isFlow(without)).toBe(true);
  });
});
