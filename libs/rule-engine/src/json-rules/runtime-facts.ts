/**
 * Facts of our own inside json-rules-engine rules, for what the format has no words for:
 * `$count` (params.conditions) is how many of the conditions hold, `$score` (params.inputs: weight, condition) the weight of
 * those that hold in percent of all, `$now` (params.days) carries a number of days together with today.
 */
export const COUNT = '$count';
export const SCORE = '$score';
export const NOW = '$now';

/** What `$now` resolves to. */
export interface RelativeDays {
  today: number;
  days: unknown;
}

export const isRelativeDays = (value: unknown): value is RelativeDays =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'today');
