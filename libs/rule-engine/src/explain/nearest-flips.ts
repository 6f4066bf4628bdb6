import type { ActionTrace, Explanation, LeafTrace, Trace } from '@tagloom/contracts';
import { ownFacts, type Facts } from '../facts/read-fact.js';
import { OPERATORS } from '../operators/index.js';
import type { Plan } from '../plan/compile-flow.js';
import type { Moment } from '../time/local-day.js';

type Flip = Explanation['nearestFlips'][number];

const PER_ACTION = 3;
const MAX_LEAVES = 200;
/** A change of kind (a text, a day, an answer) counts as one whole step; learning something unknown as two. */
const OF_KIND = 1;
const OF_UNKNOWN = 2;

function leavesOf(trace: Trace): LeafTrace[] {
  return trace.kind === 'leaf' ? [trace] : trace.children.flatMap(leavesOf);
}

function distance(actual: unknown, needed: unknown): number {
  if (actual === null) return OF_UNKNOWN;
  if (typeof actual !== 'number' || typeof needed !== 'number') return OF_KIND;
  return Math.abs(needed - actual) / Math.max(1, Math.abs(actual), Math.abs(needed));
}

/** Tries the values next to each boundary on the compiled plan: what is reported really flips the action. */
function flipsOf(action: ActionTrace, test: Plan['tests'][number], facts: Facts, moment: Moment): Flip[] {
  const own = ownFacts(facts);
  const now = test(own, moment);
  const found = leavesOf(action.trace)
    .slice(0, MAX_LEAVES)
    .flatMap((leaf) => {
      const boundary = leaf.isHeld ? leaf.leaveExpected : leaf.expected;
      const candidates = OPERATORS.get(leaf.operator)?.candidates?.(boundary, leaf.actual) ?? [];
      return candidates
        .filter((needed) => test({ ...own, [leaf.fact]: needed }, moment) !== now)
        .map((needed) => ({ leaf, needed, distance: distance(leaf.actual, needed) }))
        .sort((a, b) => a.distance - b.distance)
        .slice(0, 1);
    })
    .sort((a, b) => a.distance - b.distance);
  return found.slice(0, PER_ACTION).map(({ leaf, needed }) => ({
    actionNodeId: action.actionNodeId,
    ...(leaf.nodeId !== undefined && { nodeId: leaf.nodeId }),
    fact: leaf.fact,
    actual: leaf.actual,
    needed,
    operator: leaf.operator,
  }));
}

/** The smallest changes of a single fact that would flip an action, nearest first. */
export function nearestFlips(plan: Plan, traces: ActionTrace[], facts: Facts, moment: Moment): Flip[] {
  return traces.flatMap((action, at) => flipsOf(action, plan.tests[at]!, facts, moment));
}
