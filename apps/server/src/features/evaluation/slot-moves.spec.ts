import { describe, expect, it } from '@jest/globals';
import type { Action } from '@tagloom/rule-engine';
import type { RuntimeAction, RuntimeFlow } from './runtime.js';
import { noteSlot, slotMoves } from './slot-moves.js';

const claim = (nodeId: string, id: number, membership: RuntimeAction['membership'], tagId = id): RuntimeAction =>
  ({
    kind: 'claim',
    nodeId,
    membership,
    hold: null,
    slot: { id, kind: 'claim', tagId, stance: 'assert' },
  }) as RuntimeAction;
const effect = (nodeId: string, id: number, membership: RuntimeAction['membership']): RuntimeAction =>
  ({ kind: 'effect', nodeId, membership, slot: { id, kind: 'effect' } }) as RuntimeAction;

const flow = (...actions: RuntimeAction[]): RuntimeFlow => {
  const ending = { while: 'retract', once: 'keep', every: 'leave' } as const;
  return {
    actions: new Map(actions.map((action) => [action.nodeId, action])),
    actionBySlot: new Map(actions.map((action) => [action.slot.id, action])),
    endings: new Map([
      [9, 'retract'],
      ...actions.map(({ slot, membership }) => [slot.id, ending[membership]] as const),
    ]),
  } as unknown as RuntimeFlow;
};
const holding = (...nodeIds: string[]) => nodeIds.map((nodeId) => ({ nodeId }) as Action);
const [vip, gold] = [claim('vip', 1, 'while'), claim('gold', 2, 'while')];

describe('what a flow moves', () => {
  it('is nothing when the customer holds just what the flow says', () => {
    expect(slotMoves(flow(vip, gold), holding('vip'), [1, 77], true)).toBeNull();
  });

  it('gives what is new and retracts what no longer holds, slots of older versions included', () => {
    expect(slotMoves(flow(vip, gold), holding('gold'), [1, 9, 77], false)).toEqual([
      { move: 'retract', slotId: 1 },
      { move: 'retract', slotId: 9 },
      { move: 'give', action: gold },
    ]);
  });

  it('is nothing for what was given once and for all, whether it holds or not', () => {
    const once = claim('first', 3, 'once');
    expect(slotMoves(flow(once), holding(), [3], true)).toBeNull();
    expect(slotMoves(flow(once), holding('first'), [3], true)).toBeNull();
  });

  it('leaves a claim on hold to time, and gives it again when the condition comes back', () => {
    const held = { ...vip, hold: { amount: 3, unit: 'day' } } as RuntimeAction;
    expect(slotMoves(flow(held), holding(), [1], false)).toEqual([{ move: 'retract', slotId: 1 }]);
    expect(slotMoves(flow(held), holding(), [-1], false)).toBeNull();
    expect(slotMoves(flow(held), holding('vip'), [-1], false)).toEqual([{ move: 'give', action: held }]);
  });

  it('fills a slot once when two actions fill it', () => {
    expect(slotMoves(flow(vip, claim('also', 1, 'while')), holding('vip', 'also'), [], false)).toEqual([
      { move: 'give', action: vip },
    ]);
  });

  it('takes the first of two values of one tag, and goes over to the second when the first ends', () => {
    const [high, low] = [claim('high', 1, 'while', 5), claim('low', 2, 'while', 5)];
    expect(slotMoves(flow(high, low), holding('high', 'low'), [1], false)).toBeNull();
    expect(slotMoves(flow(high, low), holding('low'), [1], false)).toEqual([
      { move: 'retract', slotId: 1 },
      { move: 'give', action: low },
    ]);
  });

  it('gives and fires anew with each event that the flow waits for, else when the condition comes to hold', () => {
    const [tag, call] = [claim('tag', 1, 'every'), effect('call', 2, 'every')];
    const both = flow(tag, call);
    const anew = [
      { move: 'give', action: tag },
      { move: 'fire', action: call },
    ];
    expect(slotMoves(both, holding('tag', 'call'), [1, 2], false)).toBeNull();
    expect(slotMoves(both, holding('tag', 'call'), [1, 2], true)).toEqual(anew);
    expect(slotMoves(both, holding(), [1, 2], true)).toEqual([
      { move: 'leave', slotId: 1 },
      { move: 'leave', slotId: 2 },
    ]);
    expect(slotMoves(both, holding(), [-1], true)).toBeNull();
    expect(slotMoves(both, holding('tag', 'call'), [-1], false)).toEqual(anew);
  });
});

describe('noting a slot', () => {
  it('keeps one entry of it, in order', () => {
    expect(noteSlot([1, 5], 3, 'in')).toEqual([1, 3, 5]);
    expect(noteSlot([1, 3, 5], 3, 'out')).toEqual([-3, 1, 5]);
    expect(noteSlot([-3, 1], 3, 'in')).toEqual([1, 3]);
    expect(noteSlot([-3, 1], 3, 'gone')).toEqual([1]);
  });
});
