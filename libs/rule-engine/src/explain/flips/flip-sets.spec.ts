import { describe, expect, it } from '@jest/globals';
import type { Condition, FactType, FlipSet } from '@tagloom/contracts';
import fc from 'fast-check';
import { indexOf } from '../../catalog/catalog-index.js';
import type { Facts } from '../../facts/read-fact.js';
import { comparisonsIn, factsInCondition } from '../../flow/condition-tree.js';
import { hysteresis } from '../../flow/hysteresis.js';
import { evaluateCondition } from '../../plan/compile-condition.js';
import { conditions, factSets } from '../../testing/arbitraries.js';
import { catalog } from '../../testing/catalog.js';
import { flipSets } from './flip-sets.js';

const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const index = indexOf(catalog);
const action = { nodeId: 'act', action: 'addTag' } as unknown as Parameters<typeof flipSets>[0][number]['action'];
const flipsOf = (condition: Condition, facts: Facts): FlipSet[] =>
  flipSets([{ action, condition, readsHeld: false }], facts, moment, index);
const applied = (facts: Facts, { changes }: FlipSet): Facts => ({
  ...facts,
  ...Object.fromEntries(changes.map(({ fact, needed }) => [fact, needed])),
});
const said = (condition: Condition, facts: Facts) =>
  flipsOf(condition, facts).map(({ changes }) => changes.map(({ fact, needed }) => [fact, needed]));

const orders = (value: number) => ({ fact: 'metric.orders_90d', operator: 'greaterThanInclusive', value });
const spend = (value: number) => ({ fact: 'metric.spend', operator: 'greaterThanInclusive', value });
const city = (value: string) => ({ fact: 'profile.city', operator: 'equal', value });

/** Values that might flip something, chosen apart from those that the search tries. */
const TRIED: Record<FactType, unknown[]> = {
  number: [-5, -1, 0, 0.5, 1, 1.5, 2, 2.2, 2.5, 2.7, 3, 10, 29, 30, 30.5, 31, 32, 100],
  text: ['', '北京', '上海', '北', '京', 'a.b', '金', '银', 'champions', 'active_low'],
  boolean: [true, false],
  date: [
    '1980-05-05',
    '1992-02-29',
    '2008-11-22',
    '2026-10-22',
    '2026-11-21',
    '2026-11-22',
    '2026-11-23',
    '2027-06-01',
  ],
  set: [[], ['护肤'], ['母婴'], ['跑步'], ['护肤', '跑步'], ['护肤', '母婴', '跑步'], ['北'], ['b', '北']],
};

describe('the smallest sets of changes', () => {
  it('each really flip the condition, and one fact alone is never missed, for 1500 pairs', () => {
    let flipped = 0;
    fc.assert(
      fc.property(conditions, factSets, (condition, facts) => {
        const now = evaluateCondition(condition, facts, moment, catalog);
        const flips = flipsOf(condition, facts);
        for (const flip of flips)
          expect(evaluateCondition(condition, applied(facts, flip), moment, catalog)).toBe(!now);
        flipped += flips.length;
        if (comparisonsIn(condition).some(({ operator, path }) => operator === 'matches' || path !== undefined)) return;
        const alone = factsInCondition(condition).some((fact) => {
          const type = index.fact(fact)?.type;
          const values = type ? TRIED[type] : [];
          return [...values, null].some(
            (value) => evaluateCondition(condition, { ...facts, [fact]: value }, moment, catalog) !== now,
          );
        });
        if (alone) expect(flips[0]?.changes).toHaveLength(1);
      }),
      { numRuns: 1500 },
    );
    expect(flipped).toBeGreaterThan(1000);
  }, 120_000);

  it('join what each failing part of «all» needs', () => {
    const facts = { 'metric.orders_90d': 2, 'metric.spend': 100, 'profile.city': '北京' };
    expect(said({ all: [orders(3), spend(500), city('北京')] }, facts)).toEqual([
      [
        ['metric.orders_90d', 3],
        ['metric.spend', 500],
      ],
    ]);
  });

  it('take the nearer part of «any» first', () => {
    const facts = { 'metric.orders_90d': 2, 'metric.spend': 100 };
    expect(said({ any: [spend(5000), orders(3)] }, facts)).toEqual([
      [['metric.orders_90d', 3]],
      [['metric.spend', 5000]],
    ]);
  });

  it('move as few inputs of a score as reach the threshold, the heavy one before two light ones', () => {
    const score = {
      threshold: 60,
      of: [
        { weight: 1, condition: orders(3) },
        { weight: 1, condition: spend(500) },
        { weight: 3, condition: city('上海') },
      ],
    };
    const facts = { 'metric.orders_90d': 0, 'metric.spend': 0, 'profile.city': '北京' };
    expect(said({ score }, facts)[0]).toEqual([['profile.city', '上海']]);
    expect(said({ score: { ...score, threshold: 80 } }, facts)[0]).toHaveLength(2);
  });

  it('complete «at least k» with the cheapest that are missing', () => {
    const of = [orders(3), spend(500), city('上海')];
    const facts = { 'metric.orders_90d': 2, 'metric.spend': 1, 'profile.city': '北京' };
    expect(said({ atLeast: { k: 2, of } }, { ...facts, 'metric.spend': 600 })[0]).toEqual([['metric.orders_90d', 3]]);
    expect(said({ atLeast: { k: 2, of } }, facts)[0]).toHaveLength(2);
  });

  it('know that one fact cannot be two things', () => {
    expect(said({ all: [city('上海'), city('北京')] }, { 'profile.city': '杭州' })).toEqual([]);
    const range = { all: [orders(3), { fact: 'metric.orders_90d', operator: 'lessThan', value: 4 }] };
    expect(said(range, { 'metric.orders_90d': 9 })[0]).toEqual([['metric.orders_90d', 3]]);
  });

  it('respect that an action holds already: what keeps it is the easier threshold', () => {
    const condition = hysteresis('act', orders(5), orders(2));
    expect(said(condition, { 'metric.orders_90d': 3, 'held.act': true })[0]).toEqual([['metric.orders_90d', 1]]);
    expect(said(condition, { 'metric.orders_90d': 3, 'held.act': false })[0]).toEqual([['metric.orders_90d', 5]]);
  });

  it('name the comparison that turns, and what is unknown', () => {
    const condition = { all: [{ ...orders(3), id: 'n1' }] };
    expect(flipsOf(condition, {})).toEqual([
      {
        actionNodeId: 'act',
        changes: [
          { nodeId: 'n1', fact: 'metric.orders_90d', operator: 'greaterThanInclusive', actual: null, needed: 3 },
        ],
      },
    ]);
  });
});
