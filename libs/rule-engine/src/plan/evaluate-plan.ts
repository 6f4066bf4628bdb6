import { ownFacts, type Facts } from '../facts/read-fact.js';
import type { Moment } from '../time/local-day.js';
import type { Action, Outcome } from './action.js';
import type { Plan } from './compile-flow.js';
import { nextReview } from './next-review.js';

/** Most answers are «nothing»: they share one array instead of making one each. */
const NONE: readonly Action[] = Object.freeze([]);
const NOTHING: Outcome = Object.freeze({ actions: NONE, nextReviewAt: null });

/**
 * The fast path: which actions hold for these facts at this moment. Pure; never reads a clock. The caller sets `held.<id>` for
 * each id of `plan.heldReads`.
 */
export function evaluatePlan(plan: Plan, facts: Facts, moment: Moment): Outcome {
  const own = ownFacts(facts);
  let actions: Action[] | undefined;
  const { tests } = plan;
  for (let at = 0; at < tests.length; at++) {
    if (tests[at]!(own, moment)) (actions ??= []).push(plan.actions[at]!);
  }
  if (plan.reviews.length > 0) return { actions: actions ?? NONE, nextReviewAt: nextReview(plan.reviews, own, moment) };
  return actions ? { actions, nextReviewAt: null } : NOTHING;
}
