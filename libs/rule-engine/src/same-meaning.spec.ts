import { describe, expect, it } from '@jest/globals';
import type { Condition } from '@tagloom/contracts';
import fc from 'fast-check';
import { indexOf } from './catalog/catalog-index.js';
import {
  compileCondition,
  compileFlow,
  conditionToSql,
  createAuthority,
  evaluatePlan,
  explain,
  type FlowError,
  fromJsonRules,
  OPERATORS,
  toJsonRules,
  validateFlow,
  type Facts,
} from './index.js';
import { ConditionRunner } from './json-rules/condition-runner.js';
import { RuleFactory } from './json-rules/evaluable-rule.js';
import { conditions, factSets } from './testing/arbitraries.js';
import { catalog } from './testing/catalog.js';
import { flowOf } from './testing/flows.js';

const PAIRS = 10_000;
const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const index = indexOf(catalog);
const ours = new RuleFactory();

/** Whether the compiled closures and json-rules-engine with the given operators agree. */
async function agree(condition: Condition, facts: Facts, factory: RuleFactory): Promise<boolean> {
  const [run] = await new ConditionRunner([condition], index, factory).run(facts, moment);
  return compileCondition(condition, catalog)(facts, moment) === run!.result.result;
}

describe('one rule, one meaning', () => {
  it(`gives the same answer compiled and in json-rules-engine, for ${PAIRS} pairs of condition and facts`, async () => {
    await fc.assert(
      fc.asyncProperty(conditions, factSets, (condition, facts) => agree(condition, facts, ours)),
      { numRuns: PAIRS },
    );
  }, 120_000);

  it('notices an operator that means something else in one of the two', async () => {
    const broken = [...OPERATORS.values()].map((operator) =>
      operator.name === 'greaterThanInclusive' ? { ...operator, holds: OPERATORS.get('greaterThan')!.holds } : operator,
    );
    const wrong = new RuleFactory(broken);
    const result = await fc.check(
      fc.asyncProperty(conditions, factSets, (condition, facts) => agree(condition, facts, wrong)),
      { numRuns: PAIRS, endOnFailure: true },
    );
    expect(result.failed).toBe(true);
  }, 120_000);

  it('keeps its meaning as a drawn flow, through json-rules-engine rules and back', async () => {
    await fc.assert(
      fc.asyncProperty(conditions, fc.array(factSets, { minLength: 3, maxLength: 3 }), async (condition, sets) => {
        const flow = flowOf(condition, undefined, { on: 'event', eventTypes: ['order_paid'] });
        const plan = compileFlow(flow, catalog);
        const again = compileFlow(fromJsonRules(JSON.stringify(toJsonRules(flow, catalog)), catalog), catalog);
        const authority = createAuthority(flow, catalog);
        for (const facts of sets) {
          const [a, b, c] = [
            evaluatePlan(plan, facts, moment),
            evaluatePlan(again, facts, moment),
            await authority.run(facts, moment),
          ];
          expect(b.actions.length).toBe(a.actions.length);
          expect(c.actions).toEqual(a.actions);
          expect(c.traces[0]!.verdict === 'yes').toBe(a.actions.length === 1);
        }
      }),
      { numRuns: 500 },
    );
  }, 120_000);

  it('reports only flips that flip, and a verdict for every node', async () => {
    await fc.assert(
      fc.asyncProperty(conditions, factSets, async (condition, facts) => {
        const flow = flowOf(condition, undefined, { on: 'event', eventTypes: ['order_paid'] });
        const { nodes, nearestFlips } = await explain(flow, facts, moment, catalog);
        const plan = compileFlow(flow, catalog);
        const now = evaluatePlan(plan, facts, moment).actions.length;
        expect(Object.keys(nodes).sort()).toEqual(flow.nodes.map(({ id }) => id).sort());
        for (const flip of nearestFlips)
          expect(evaluatePlan(plan, { ...facts, [flip.fact]: flip.needed }, moment).actions.length).toBe(1 - now);
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it('binds every literal of SQL, and only refuses what cannot be counted', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        try {
          const { sql, params } = conditionToSql(condition, catalog, moment, { startIndex: 4 });
          const used = [...sql.matchAll(/\$(\d+)/g)].map((match) => Number(match[1]));
          expect(Math.max(3, ...used)).toBe(3 + params.length);
          expect(sql).not.toMatch(/北|上海|护肤|a\.b/);
        } catch (error) {
          expect((error as FlowError).code).toMatch(/^(not_countable|unknown_fact)$/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never flips by time alone before the review that was announced', () => {
    fc.assert(
      fc.property(conditions, factSets, (condition, facts) => {
        const flow = flowOf(condition, undefined, { on: 'event', eventTypes: ['order_paid'] });
        fc.pre(!validateFlow(flow, catalog).some(({ severity }) => severity === 'error'));
        const plan = compileFlow(flow, catalog);
        const { actions, nextReviewAt } = evaluatePlan(plan, facts, moment);
        const DAY = 86_400_000;
        for (let day = 1; day <= 40; day++) {
          const later = new Date(moment.now.getTime() + day * DAY);
          if (nextReviewAt && later >= nextReviewAt) return;
          const days = facts['metric.days_since_order'];
          const aged = typeof days === 'number' ? { ...facts, 'metric.days_since_order': days + day } : facts;
          expect(evaluatePlan(plan, aged, { ...moment, now: later }).actions.length).toBe(actions.length);
        }
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});
