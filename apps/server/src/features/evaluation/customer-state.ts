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

export function profileFacts(row: CustomerRow): Facts {
  const facts: Facts = {};
  for (const { key } of PROFILE_FIELDS) facts[`profile.${key}`] = row.profile[key] ?? undefined;
  return facts;
}

/** Sets `tag.<key>` facts: a flag is true or false, a tag with a value is its value or unknown. */
export function setTagFacts(
  facts: Facts,
  runtime: Runtime,
  tags: readonly number[],
  values: Readonly<Record<string, unknown>> | null,
): void {
  for (const tag of runtime.loaded.tags.values()) {
    const held = tags.includes(tag.id);
    facts[`tag.${tag.key}`] = tag.kind === 'flag' ? held : held ? values?.[String(tag.id)] : undefined;
  }
}
