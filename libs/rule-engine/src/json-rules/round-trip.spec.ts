import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Engine, type Event, type RuleProperties } from 'json-rules-engine';
import {
  compileFlow,
  createAuthority,
  evaluatePlan,
  FlowError,
  fromJsonRules,
  OPERATORS,
  toJsonRules,
} from '../index.js';
import { catalog } from '../testing/catalog.js';
import { foreignFacts, ruleSets, type RuleSet } from '../testing/foreign-rules.js';

const SETS = 600;
const FACTS_PER_SET = 4;
const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };

/** json-rules-engine as it comes, and the two operators that it has no words for. */
function plainEngine(rules: unknown[], conditions: RuleSet['conditions'] = {}): Engine {
  const engine = new Engine(structuredClone(rules) as RuleProperties[], { allowUndefinedFacts: true });
  for (const [name, condition] of Object.entries(structuredClone(conditions)))
    engine.setCondition(name, condition as unknown as RuleProperties['conditions']);
  for (const name of ['isKnown', 'isUnknown'])
    engine.addOperator(name, (actual: unknown) => OPERATORS.get(name)!.holds(actual ?? undefined, undefined, 0));
  return engine;
}
const byText = (a: string, b: string) => (a < b ? -1 : 1);
const fired = (events: Event[]) => events.map((event) => JSON.stringify(event)).sort(byText);

/** A rule that never holds has nothing to draw; its refusal is checked where bad input is. */
const isNeverTrue = (error: unknown) =>
  error instanceof FlowError && error.problems[0]!.message.en.includes('can never hold');

async function outcomes(set: RuleSet, facts: Record<string, unknown>) {
  const original = fired((await plainEngine(set.rules, set.conditions).run(facts)).events);
  const flow = fromJsonRules(JSON.stringify(set), catalog);
  const again = fired((await plainEngine(toJsonRules(flow, catalog)).run(facts)).events);
  const events = (actions: readonly { type?: string; params?: unknown }[]) =>
    actions.map(({ type, params }) => JSON.stringify({ type, ...(params !== undefined && { params }) })).sort(byText);
  const compiled = events(evaluatePlan(compileFlow(flow, catalog), facts, moment).actions);
  const authority = events((await createAuthority(flow, catalog).run(facts, moment)).actions);
  return { original, again, compiled, authority };
}

describe('rules of json-rules-engine', () => {
  it(`mean the same when drawn and written back, on ${SETS * FACTS_PER_SET} pairs`, async () => {
    let pairs = 0;
    await fc.assert(
      fc.asyncProperty(
        ruleSets,
        fc.array(foreignFacts, { minLength: 4, maxLength: FACTS_PER_SET }),
        async (set, all) => {
          try {
            fromJsonRules(set, catalog);
          } catch (error) {
            fc.pre(!isNeverTrue(error));
            throw error;
          }
          for (const facts of all) {
            const { original, again, compiled, authority } = await outcomes(set, facts);
            expect(again).toEqual(original);
            expect(compiled).toEqual(original);
            expect(authority).toEqual(original);
            pairs++;
          }
        },
      ),
      { numRuns: SETS },
    );
    expect(pairs).toBe(SETS * FACTS_PER_SET);
  }, 240_000);

  it('differ in one thing only: a comparison with an unknown fact is false, whatever decorates it', async () => {
    const rule = (operator: string, value: unknown) => ({
      conditions: { all: [{ fact: 'missing', operator, value }] },
      event: { type: 'x' },
    });
    for (const [operator, value] of [
      ['notEqual', 1],
      ['notIn', [1]],
      ['not:equal', 1],
    ] as const) {
      const { original, again, compiled, authority } = await outcomes(
        { rules: [rule(operator, value)], conditions: {} },
        {},
      );
      expect([original.length, again.length]).toEqual([1, 1]);
      expect([compiled.length, authority.length]).toEqual([0, 0]);
    }
  });

  it('take the usual priority, which is one, for none', () => {
    const rule = (type: string, priority?: unknown) => ({ conditions: { all: [] }, event: { type }, priority });
    const flow = fromJsonRules([rule('none'), rule('usual', 1), rule('two', 2)], catalog);
    const { actions } = evaluatePlan(compileFlow(flow, catalog), {}, moment);
    expect(actions.map(({ type }) => type)).toEqual(['two', 'none', 'usual']);
  });

  it('fire in the order of their priorities', () => {
    const rule = (type: string, priority?: unknown) => ({ conditions: { all: [] }, event: { type }, priority });
    const flow = fromJsonRules([rule('c', 0), rule('b', '7'), rule('a', 50), rule('d')], catalog);
    const { actions } = evaluatePlan(compileFlow(flow, catalog), {}, moment);
    expect(actions.map(({ type }) => type)).toEqual(['a', 'b', 'c', 'd']);
  });
});
