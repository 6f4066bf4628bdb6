import { describe, expect, it } from '@jest/globals';
import { effectiveTags, type Claim, type TagRule } from '@tagloom/claims';
import type { ActionData, Catalog, Flow } from '@tagloom/contracts';
import { compileFlow, evaluatePlan } from '@tagloom/rule-engine';
import fc from 'fast-check';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { ClaimSlot, RuntimeAction, RuntimeFlow } from './runtime.js';
import { actionsOf } from './runtime-flows.js';
import { slotMoves } from './slot-moves.js';

const LEVEL = 7;
const values = ['a', 'b', 'c', 'd'];
const catalog: Catalog = {
  facts: [{ name: 'profile.city', type: 'text', label: { 'zh-CN': '城市' }, source: 'profile' }],
  tags: [{ key: 'level', name: { 'zh-CN': '等级' }, kind: 'one_of', category: 'value', values }],
  eventTypes: [],
};
const loaded = { tagByKey: new Map([['level', { id: LEVEL, key: 'level' }]]) } as unknown as LoadedCatalog;
const rules = new Map<number, TagRule>([
  [LEVEL, { id: LEVEL, kind: 'one_of', groupId: null, exclusive: false, position: 0 }],
]);
const moment = { now: new Date('2026-03-01T00:00:00Z'), timeZone: 'UTC' };
const priorities = fc.array(fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }), {
  minLength: 1,
  maxLength: values.length,
});

/** One value of one tag per priority; undefined is an action that names none. */
function flowOf(given: readonly (number | undefined)[]): Flow {
  const actions = given.map(
    (priority, at) =>
      ({
        ...addTag('level'),
        action: 'setTag',
        value: values[at],
        ...(priority !== undefined && { priority }),
      }) as ActionData,
  );
  return drawFlow('等级', [{ fact: 'profile.city', operator: 'isKnown' }], actions);
}

function claimActions(flow: Flow): Extract<RuntimeAction, { kind: 'claim' }>[] {
  const slots = values.map((value, at): ClaimSlot => ({
    id: at + 1,
    flowId: 1,
    kind: 'claim',
    tagId: LEVEL,
    stance: 'assert',
    value,
  }));
  return actionsOf(flow, loaded, slots).flatMap((action) => (action.kind === 'claim' ? [action] : []));
}

describe('the order of actions', () => {
  it('is that of the claims that they make, with or without a priority of their own', () => {
    fc.assert(
      fc.property(priorities, (given) => {
        const flow = flowOf(given);
        const byNode = new Map(claimActions(flow).map((action) => [action.nodeId, action]));
        const inOrder = compileFlow(flow, catalog).actions.map(({ nodeId }) => byNode.get(nodeId)!.priority);
        expect(inOrder).toEqual([...inOrder].sort((a, b) => b - a));
      }),
    );
  });

  it('gives the value that would win if all were claimed', () => {
    fc.assert(
      fc.property(priorities, (given) => {
        const flow = flowOf(given);
        const actions = claimActions(flow);
        const runtime = {
          actions: new Map(actions.map((action) => [action.nodeId, action])),
          actionBySlot: new Map(),
          endings: new Map(),
        } as unknown as RuntimeFlow;
        const { actions: holding } = evaluatePlan(compileFlow(flow, catalog), { 'profile.city': '上海' }, moment);
        const moves = slotMoves(runtime, holding, [], false) ?? [];
        const claims = actions.map(({ slot, priority }): Claim => ({
          ...{ tagId: LEVEL, source: 'flow', sourceId: '1', stance: 'assert', since: 0, expiresAt: null },
          value: slot.value,
          priority,
        }));
        const winner = effectiveTags(claims, rules, 1).get(LEVEL)?.deciding;
        expect(moves).toMatchObject([{ move: 'give', action: { priority: winner?.priority } }]);
      }),
    );
  });
});
