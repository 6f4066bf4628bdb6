import { describe, expect, it } from 'vitest';
import { createGraphStore } from '../store/graph-store';
import { meaningOf } from '../store/edits';
import { withAudience } from './audience';

describe('for whom a rule is', () => {
  it('is everyone when the last tag goes', () => {
    const both = withAudience({ include: ['vip'] }, 'exclude', ['staff']);
    expect(both).toEqual({ include: ['vip'], exclude: ['staff'] });
    expect(withAudience(both, 'include', [])).toEqual({ exclude: ['staff'] });
    expect(withAudience({ exclude: ['staff'] }, 'exclude', [])).toBeUndefined();
  });

  it('changes what the rule means, is one step back, and leaves no empty setting', () => {
    const store = createGraphStore({ name: 'rule', nodes: [], edges: [] });
    const before = store.getState().flow;
    store.getState().set({ audience: { include: ['vip'] }, timeZone: 'customer' });
    expect(meaningOf(store.getState().flow)).not.toBe(meaningOf(before));
    store.getState().set({ timeZone: undefined });
    expect(store.getState().flow).not.toHaveProperty('timeZone');
    store.getState().undo();
    expect(store.getState().flow.timeZone).toBe('customer');
    store.getState().undo();
    expect(store.getState().flow).toEqual(before);
  });
});
