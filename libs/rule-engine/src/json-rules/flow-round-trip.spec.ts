import { describe, expect, it } from '@jest/globals';
import type { Condition, Flow } from '@tagloom/contracts';
import fc from 'fast-check';
import { Rule } from 'json-rules-engine';
import { compileFlow, evaluatePlan, fromJsonRules, toJsonRules, type Facts } from '../index.js';
import { catalog } from '../testing/catalog.js';
import { conditions, factSets } from '../testing/arbitraries.js';
import { flowOf, graphOf, node } from '../testing/flows.js';

const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const again = (flow: Flow): Flow => fromJsonRules(JSON.stringify(toJsonRules(flow, catalog)), catalog);
const data = (flow: Flow, kind: string) => flow.nodes.filter((item) => item.kind === kind).map((item) => item.data);
const actionIds = (flow: Flow) => flow.nodes.filter(({ kind }) => kind === 'action').map(({ id }) => id);

/** Two thresholds on a number and on a score. */
const flapping: Flow = graphOf(
  [
    node('t', 'trigger', { on: 'event', eventTypes: ['link_clicked'] }),
    node('a', 'condition', { fact: 'metric.spend', operator: 'greaterThan', value: 100, leaveValue: 80 }),
    node('b', 'condition', { fact: 'profile.city', operator: 'in', value: ['北京', '上海'] }),
    node('s', 'score', { threshold: 60, leaveThreshold: 30, weights: { a: 2, b: 1 } }),
    node('x', 'action', {
      action: 'addTag',
      tag: 'vip',
      membership: 'while',
      hold: { amount: 3, unit: 'day' },
      priority: 5,
    }),
    node('n', 'gate', { gate: 'not' }),
    node('y', 'action', {
      action: 'notify',
      to: { kind: 'role', role: 'agent' },
      message: '请回访',
      membership: 'every',
    }),
  ],
  ...['t>a', 't>b', 'a>s', 'b>s', 's>x', 'b>n', 'n>y'],
);

describe('a flow written as rules and drawn again', () => {
  it('keeps both thresholds, the events, the zone, the audience and everything about its actions', () => {
    const flow: Flow = {
      ...flapping,
      timeZone: 'customer',
      audience: { include: ['level', 'vip'], exclude: ['new_mum'] },
    };
    const drawn = again(flow);
    expect(drawn).toMatchObject({ timeZone: 'customer', audience: flow.audience });
    expect(data(drawn, 'trigger')).toEqual(data(flow, 'trigger'));
    expect(data(drawn, 'action')).toEqual(data(flow, 'action'));
    expect(data(drawn, 'score')).toMatchObject([{ threshold: 60, leaveThreshold: 30 }]);
    expect(data(drawn, 'condition')).toEqual(expect.arrayContaining(data(flow, 'condition')));
    expect(again(drawn)).toEqual(drawn);
  });

  it.each([undefined, -2, 0, 1, 9])(
    'keeps the priority %p of an action, though rules know none below one',
    (priority) => {
      const nodes = flapping.nodes.map((item) =>
        item.id === 'x' ? ({ ...item, data: { ...item.data, priority } } as typeof item) : item,
      );
      const rules = toJsonRules({ ...flapping, nodes }, catalog);
      for (const rule of rules) expect(() => new Rule(rule)).not.toThrow();
      const drawn = again({ ...flapping, nodes });
      expect(data(drawn, 'action').map((action) => (action as { priority?: number }).priority)).toEqual(
        expect.arrayContaining([priority]),
      );
    },
  );

  it('decides the same, held or not', () => {
    const flow: Flow = { ...flapping, audience: { exclude: ['new_mum'] } };
    const drawn = again(flow);
    const plans = [flow, drawn].map((each) => ({ plan: compileFlow(each, catalog), ids: actionIds(each) }));
    fc.assert(
      fc.property(
        fc.constantFrom(0, 80, 81, 90, 100, 101),
        fc.constantFrom('北京', '广州', undefined),
        fc.boolean(),
        fc.boolean(),
        (spend, city, isHeld, isMum) => {
          const outcomes = plans.map(({ plan, ids }) => {
            const held = Object.fromEntries(ids.map((id) => [`held.${id}`, isHeld]));
            const facts: Facts = { 'metric.spend': spend, 'profile.city': city, 'tag.new_mum': isMum, ...held };
            return evaluatePlan(plan, facts, moment).actions.map(({ data: drawnData }) => drawnData);
          });
          expect(outcomes[1]).toEqual(outcomes[0]);
        },
      ),
    );
  });

  it('keeps the rules of different audiences apart', () => {
    const of = (tag: string) => toJsonRules({ ...flapping, audience: { include: [tag] } }, catalog);
    const drawn = fromJsonRules(JSON.stringify([...of('vip'), ...of('new_mum')]), catalog);
    expect(drawn.audience).toBeUndefined();
    expect(data(drawn, 'condition')).toEqual(
      expect.arrayContaining([{ fact: 'tag.vip', operator: 'equal', value: true }]),
    );
    expect(evaluatePlan(compileFlow(drawn, catalog), { 'tag.vip': true }, moment).actions).toHaveLength(1);
  });

  it('keeps its meaning within an audience, whatever its condition is', () => {
    const audience = { include: ['vip', 'level'], exclude: ['topics'] };
    fc.assert(
      fc.property(conditions, factSets, (condition: Condition, facts) => {
        const flow = {
          ...flowOf(condition, undefined, { on: 'event' as const, eventTypes: ['order_paid'] }),
          audience,
        };
        const drawn = again(flow);
        expect(drawn.audience).toEqual(audience);
        const [before, after] = [flow, drawn].map((each) => evaluatePlan(compileFlow(each, catalog), facts, moment));
        expect(after!.actions.length).toBe(before!.actions.length);
      }),
      { numRuns: 500 },
    );
  });
});
