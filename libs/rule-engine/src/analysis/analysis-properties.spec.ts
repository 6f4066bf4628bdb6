import { describe, expect, it } from '@jest/globals';
import type { Comparison, Condition } from '@tagloom/contracts';
import fc from 'fast-check';
import { compileCondition, evaluatePlan, compileFlow, flowCondition, type Facts } from '../index.js';
import { conditions, factSets } from '../testing/arbitraries.js';
import { catalog } from '../testing/catalog.js';
import { flowOf } from '../testing/flows.js';
import { analyseFlow } from './analyse-flow.js';
import { analyseFlows } from './analyse-flows.js';

const RUNS = 1000;
const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };

const orders = 'metric.orders_90d';
const month = { amount: 1, unit: 'month' };
/** Few facts and few boundaries, so that comparisons often contradict or cover each other. */
const leaves: Comparison[] = [
  ...[0, 2, 3].flatMap((value) =>
    ['greaterThan', 'lessThan', 'lessThanInclusive', 'equal', 'notEqual'].map((operator) => ({
      fact: orders,
      operator,
      value,
    })),
  ),
  { fact: orders, operator: 'between', value: [1, 3] },
  { fact: orders, operator: 'isUnknown' },
  { fact: orders, operator: 'isKnown' },
  { fact: orders, operator: 'greaterThan', value: { fact: 'metric.spend' } },
  { fact: orders, operator: 'someValue:equal', value: [1, 30] },
  { fact: 'profile.city', operator: 'equal', value: '北京' },
  { fact: 'profile.city', operator: 'notEqual', value: '北京' },
  { fact: 'profile.city', operator: 'notIn', value: ['北京', '上海'] },
  { fact: 'profile.city', operator: 'textStartsWith', value: '北' },
  { fact: 'profile.city', operator: 'textContains', value: '京' },
  { fact: 'profile.city', operator: 'matches', value: '^北' },
  { fact: 'profile.city', operator: 'isUnknown' },
  { fact: 'profile.birthday', operator: 'before', value: '2026-11-15' },
  { fact: 'profile.birthday', operator: 'after', value: '2026-11-14' },
  { fact: 'profile.birthday', operator: 'inLastDays', value: 7 },
  { fact: 'profile.birthday', operator: 'inNextDays', value: 7 },
  { fact: 'profile.birthday', operator: 'olderThan', value: month },
  { fact: 'profile.birthday', operator: 'newerThan', value: month },
  { fact: 'profile.birthday', operator: 'anniversaryInDays', value: 7 },
  { fact: 'profile.birthday', operator: 'isUnknown' },
  { fact: 'profile.hobbies', operator: 'contains', value: '护肤' },
  { fact: 'profile.hobbies', operator: 'doesNotContain', value: '护肤' },
  { fact: 'profile.hobbies', operator: 'containsAny', value: ['护肤', '跑步'] },
  { fact: 'profile.hobbies', operator: 'containsAll', value: ['护肤', '跑步'] },
  { fact: 'profile.subscribed', operator: 'equal', value: true },
  { fact: 'profile.subscribed', operator: 'equal', value: false },
  { fact: 'account', operator: 'equal', value: 2 },
  { fact: 'account', operator: 'isUnknown' },
];

const crowded = fc.letrec<{ tree: Condition; leaf: Condition }>((tie) => {
  const children = fc.array(tie('tree'), { minLength: 1, maxLength: 4 });
  return {
    // a copy each, as nodes of a drawn flow are
    leaf: fc.constantFrom(...leaves).map((leaf) => ({ ...leaf })),
    tree: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      tie('leaf'),
      children.map((all) => ({ all })),
      children.map((any) => ({ any })),
      tie('tree').map((not) => ({ not })),
      children.chain((of) => fc.integer({ min: 1, max: of.length }).map((k) => ({ atLeast: { k, of } }))),
      fc.tuple(fc.constantFrom(1, 50, 60, 100), children).map(([threshold, of]) => ({
        score: { threshold, of: of.map((condition, at) => ({ weight: at + 1, condition })) },
      })),
    ),
  };
}).tree;
const manyFacts = fc.array(factSets, { minLength: 4, maxLength: 4 });
/** Facts that only `crowded` reads, near its boundaries. */
const nearFacts: fc.Arbitrary<Facts[]> = fc.array(
  fc.record(
    {
      [orders]: fc.constantFrom(-1, 0, 1, 2, 2.5, 3, 4, 30),
      'metric.spend': fc.constantFrom(0, 2, 5),
      'profile.city': fc.constantFrom('北京', '上海', '北', '东京', '杭州', ''),
      'profile.birthday': fc.constantFrom(
        '2026-11-14',
        '2026-11-15',
        '2026-11-16',
        '2026-11-22',
        '2026-11-25',
        '2026-10-22',
        '2026-10-21',
        '1990-11-25',
      ),
      'profile.hobbies': fc.constantFrom([], ['护肤'], ['跑步'], ['护肤', '跑步'], ['母婴']),
      'profile.subscribed': fc.boolean(),
      account: fc.constantFrom<unknown>(2, '2', 3, { inner: 2 }),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Facts>,
  { minLength: 15, maxLength: 15 },
);
const facts = fc.tuple(manyFacts, nearFacts).map((both) => both.flat());
const anyCondition = fc.oneof({ weight: 4, arbitrary: crowded }, { weight: 1, arbitrary: conditions });

describe('what analysis says', () => {
  it('of nodes that never hold and nodes that always hold is so, whatever the facts', () => {
    const said = new Map<string, number>();
    fc.assert(
      fc.property(anyCondition, facts, (condition, sets) => {
        const flow = flowOf(condition, undefined, { on: 'event', eventTypes: ['order_paid'] });
        for (const { code, nodeIds } of analyseFlow(flow, catalog)) {
          if (!['contradiction', 'never_true', 'unreachable', 'always_true'].includes(code)) continue;
          said.set(code, (said.get(code) ?? 0) + 1);
          const together = { all: nodeIds.map((id) => flowCondition(flow, id, catalog)) };
          const holds = compileCondition(together, catalog);
          for (const each of sets) expect([code, holds(each, moment)]).toEqual([code, code === 'always_true']);
        }
      }),
      { numRuns: RUNS },
    );
    expect([...said.keys()].sort()).toEqual(['always_true', 'contradiction', 'never_true', 'unreachable']);
    expect(Math.min(...said.values())).toBeGreaterThan(5);
  }, 120_000);

  /** The same meaning written in another way, or another condition. */
  const rewritten = (condition: Condition): fc.Arbitrary<Condition> =>
    fc.oneof(
      fc.constantFrom<Condition>(
        { not: { not: condition } },
        { all: [condition, { any: [condition] }] },
        { any: [{ all: [condition] }, condition] },
        { atLeast: { k: 1, of: [condition, { all: [condition] }] } },
      ),
      crowded.map((other) => ({ any: [condition, { all: [condition, other] }] })),
      crowded.map((other) => ({ all: [condition, other] })),
      crowded,
    );
  const pairs = anyCondition.chain((condition) => rewritten(condition).map((other) => [condition, other] as const));

  it('of duplicates is so: they answer alike on any facts', () => {
    let said = 0;
    fc.assert(
      fc.property(pairs, facts, ([one, other], sets) => {
        const [draft, published] = [one, other].map((condition) =>
          flowOf(condition, undefined, { on: 'event', eventTypes: ['order_paid'] }),
        );
        const found = analyseFlows({ flow: draft! }, [{ id: '1', name: 'other', flow: published! }], catalog);
        if (!found.some(({ code }) => code === 'duplicate')) return;
        said++;
        const plans = [compileFlow(draft!, catalog), compileFlow(published!, catalog)];
        for (const each of sets) {
          const [a, b] = plans.map((plan) => evaluatePlan(plan, each, moment).actions.length);
          expect(a).toBe(b);
        }
      }),
      { numRuns: RUNS },
    );
    expect(said).toBeGreaterThan(RUNS / 10);
  }, 120_000);

  it('of an action that changes nothing is so: whoever gets it gets it from the other as well', () => {
    let said = 0;
    fc.assert(
      fc.property(pairs, facts, ([one, other], sets) => {
        const draft = flowOf({ all: [one, { fact: 'profile.subscribed', operator: 'isKnown' }] });
        const published = flowOf(other);
        const found = analyseFlows({ flow: draft }, [{ id: '1', name: 'other', flow: published }], catalog);
        if (!found.some(({ code, params }) => code === 'shadowed' && params?.flow)) return;
        said++;
        const [mine, theirs] = [compileFlow(draft, catalog), compileFlow(published, catalog)];
        for (const each of sets)
          if (evaluatePlan(mine, each, moment).actions.length > 0)
            expect(evaluatePlan(theirs, each, moment).actions.length).toBe(1);
      }),
      { numRuns: RUNS },
    );
    expect(said).toBeGreaterThan(RUNS / 20);
  }, 120_000);
});
