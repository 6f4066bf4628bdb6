import { ownFacts, type Facts } from '../facts/read-fact.js';
import { localDay, startOfDay, type Moment } from '../time/local-day.js';
import type { Action, Outcome } from './action.js';
import type { Plan } from './compile-flow.js';
import type { Review } from './next-review.js';

/** The fast path: which actions hold for these facts at this moment. Pure; never reads a clock. */
export function evaluatePlan(plan: Plan, facts: Facts, moment: Moment): Outcome {
  const own = ownFacts(facts);
  const actions: Action[] = [];
  const { tests, reviews } = plan;
  for (let at = 0; at < tests.length; at++) if (tests[at]!(own, moment)) actions.push(plan.actions[at]!);
  return { actions, nextReviewAt: reviews.length === 0 ? null : nextReview(reviews, own, moment) };
}

function nextReview(reviews: readonly Review[], facts: Facts, moment: Moment): Date | null {
  const today = localDay(moment);
  let days = Infinity;
  for (const review of reviews) days = Math.min(days, review(facts, today));
  return days === Infinity ? null : new Date(startOfDay(today + days, moment.timeZone));
}
