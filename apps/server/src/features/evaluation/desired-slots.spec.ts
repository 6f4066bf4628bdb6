import { describe, expect, it } from '@jest/globals';
import { slotDifference } from './desired-slots.js';
import type { RuntimeFlow } from './runtime.js';

const flow = (kept: number[] = []): RuntimeFlow =>
  ({
    actions: new Map([
      ['vip', { slotId: 1, membership: 'while', priority: 0 }],
      ['gold', { slotId: 2, membership: 'while', priority: 0 }],
    ]),
    slotIds: new Set([1, 2, 9]),
    keptSlots: new Set(kept),
  }) as unknown as RuntimeFlow;
const holding = (...nodeIds: string[]) => nodeIds.map((nodeId) => ({ nodeId, kind: 'addTag' as const }));

describe('slotDifference', () => {
  it('is null when the customer holds just what the flow says', () => {
    expect(slotDifference(flow(), holding('vip'), [1, 77])).toBeNull();
  });

  it('asserts what is new and retracts what no longer holds, slots of older versions included', () => {
    expect(slotDifference(flow(), holding('gold'), [1, 9, 77])).toEqual({ assert: [2], retract: [1, 9] });
  });

  it('keeps what was claimed once and for all', () => {
    expect(slotDifference(flow([1]), holding(), [1])).toBeNull();
  });

  it('asserts a slot once when two actions fill it', () => {
    const twice = {
      ...flow(),
      actions: new Map([...flow().actions, ['also', { slotId: 1, membership: 'while' as const, priority: 0 }]]),
    };
    expect(slotDifference(twice, holding('vip', 'also'), [])).toEqual({ assert: [1], retract: [] });
  });
});
