import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileFlow, createAuthority, evaluatePlan, heldFact, type Moment, type Plan } from './index.js';
import { catalog } from './testing/catalog.js';
import { countableFlows, patternFlows } from './testing/countable-flows.js';
import { factsOfRow, FALLBACK_ZONE, HELD_SLOT, rows, zoneOf, type Row } from './testing/rows.js';

const NOW = Date.parse('2026-11-22T04:00:00Z');
const HOUR = 3_600_000;

function momentOf(plan: Plan, row: Row, time: number): Moment {
  const customerTimeZone = zoneOf(row);
  return {
    now: new Date(time),
    timeZone: plan.timeZone === 'customer' ? customerTimeZone : FALLBACK_ZONE,
    customerTimeZone,
  };
}

function factsOf(plan: Plan, row: Row, moment: Moment): Record<string, unknown> {
  const facts = factsOfRow(row, moment);
  for (const id of plan.heldReads) facts[heldFact(id)] = row.held.includes(HELD_SLOT);
  return facts;
}

function outcomeOf(plan: Plan, row: Row, time: number) {
  const moment = momentOf(plan, row, time);
  return evaluatePlan(plan, factsOf(plan, row, moment), moment);
}

describe('whole flows, with audience, two thresholds and customers’ calendars', () => {
  it('mean the same compiled and in json-rules-engine', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(countableFlows, patternFlows),
        fc.array(rows, { minLength: 5, maxLength: 5 }),
        async (flow, customers) => {
          const plan = compileFlow(flow, catalog);
          const authority = createAuthority(flow, catalog);
          for (const row of customers) {
            const moment = momentOf(plan, row, NOW);
            const facts = factsOf(plan, row, moment);
            const decided = await authority.run(facts, moment);
            expect(decided.actions).toEqual(evaluatePlan(plan, facts, moment).actions);
            expect(decided.traces[0]!.verdict === 'yes').toBe(decided.actions.length === 1);
          }
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it('do not let go of what they hold: staying in is never harder than getting in', () => {
    fc.assert(
      fc.property(countableFlows, rows, (flow, row) => {
        const plan = compileFlow(flow, catalog);
        const held = (slots: number[]) => outcomeOf(plan, { ...row, held: slots }, NOW).actions.length;
        expect(held([HELD_SLOT])).toBeGreaterThanOrEqual(held([]));
      }),
      { numRuns: 800 },
    );
  });

  it('never flip by time alone before the review that was announced, on any calendar', () => {
    fc.assert(
      fc.property(countableFlows, rows, (flow, row) => {
        const plan = compileFlow(flow, catalog);
        const { actions, nextReviewAt } = outcomeOf(plan, row, NOW);
        const review = nextReviewAt?.getTime() ?? Infinity;
        expect(review).toBeGreaterThan(NOW);
        const end = Math.min(review, NOW + 45 * 24 * HOUR);
        for (let time = NOW; time < end; time += 7 * HOUR)
          expect(outcomeOf(plan, row, time).actions.length).toBe(actions.length);
        expect(outcomeOf(plan, row, end - 1).actions.length).toBe(actions.length);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
