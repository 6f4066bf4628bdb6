import { PROFILE_FIELDS } from '@tagloom/contracts';
import type { Runtime } from './runtime.js';

export type Facts = Record<string, unknown>;

/** A customer's row as the evaluation reads it. */
export interface CustomerRow {
  id: string;
  profile: Record<string, string | null>;
  tags: number[];
  tagValues: Record<string, unknown> | null;
  held: number[];
  metricState: Buffer | null;
  lastSeenAt: number | null;
  nextReviewAt: number | null;
}

/** What an evaluation made of it. */
export interface CustomerResult {
  id: string;
  metricState: Uint8Array;
  /** In the order of `runtime.metrics`: the column's value, null when unknown. */
  metricColumns: (number | null)[];
  tags: number[];
  tagValues: Record<string, unknown> | null;
  held: number[];
  lastSeenAt: number | null;
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
  runtime: Runtime,
  tags: readonly number[],
  values: Readonly<Record<string, unknown>> | null,
): void {
  for (const { id, factName, isFlag } of runtime.tagFacts) {
    const held = tags.length > 0 && tags.includes(id);
    facts[factName] = isFlag ? held : held ? values?.[String(id)] : undefined;
  }
}
