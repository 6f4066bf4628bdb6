import { PROFILE_FIELDS } from '@tagloom/contracts';
import type { MetricValue } from '@tagloom/metrics';
import type { Runtime } from './runtime.js';

export type Facts = Record<string, unknown>;

/** A customer's row as the evaluation reads it. */
export interface CustomerRow {
  id: string;
  profile: Record<string, string | null>;
  tags: number[];
  tagValues: Record<string, unknown> | null;
  /** See `slotMoves`. */
  held: number[];
  metricState: Buffer | null;
  lastSeenAt: number | null;
  /** When a claim expires or its hold ends. */
  claimReviewAt: number | null;
  nextReviewAt: number | null;
}

/** What an evaluation made of it. */
export interface CustomerResult {
  id: string;
  metricState: Uint8Array;
  /** In the order of `runtime.metrics`: the column's value, null when unknown. */
  metricColumns: MetricValue[];
  tags: number[];
  tagValues: Record<string, unknown> | null;
  held: number[];
  /** Fields that rules have set. */
  fields: Record<string, string | null>;
  lastSeenAt: number | null;
  claimReviewAt: number | null;
  /** When a metric may change by time alone: part of the next review, kept by itself to heal one that was lost. */
  nextRollAt: number | null;
  nextReviewAt: number | null;
}

/** Names are made once: building them per customer showed in the profile of the event path. */
const PROFILE_FACTS = PROFILE_FIELDS.map(({ key }) => ({ key, factName: `profile.${key}` }));

export function profileFacts(row: CustomerRow): Facts {
  const facts: Facts = {};
  for (const { key, factName } of PROFILE_FACTS) facts[factName] = row.profile[key] ?? undefined;
  return facts;
}

/** Sets `tag.<key>` facts: a flag is true or false, a tag with a value is its value or unknown. */
export function setTagFacts(
  facts: Facts,
  tagFacts: Runtime['tagFacts'],
  tags: readonly number[],
  values: Readonly<Record<string, unknown>> | null,
): void {
  for (const { id, factName, isFlag } of tagFacts) {
    const held = tags.length > 0 && tags.includes(id);
    facts[factName] = isFlag ? held : held ? values?.[String(id)] : undefined;
  }
}
