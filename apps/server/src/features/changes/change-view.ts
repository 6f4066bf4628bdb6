import type { ActionTrace, ChangeKind, ChangeView, ClaimSource, LocalizedText, TagCategory } from '@tagloom/contracts';
import { rowInstant } from '../../platform/paging/query.js';

/** A row of `changes` with the names of its customer and tag. */
export interface ChangeRow {
  seq: string;
  customer_id: string;
  customer_name: string | null;
  tag_id: number;
  tag_name: LocalizedText;
  tag_category: TagCategory;
  kind: ChangeKind;
  actor_kind: ClaimSource;
  actor_id: string;
  actor_name: string;
  flow_id: number | null;
  flow_version: number | null;
  run_id: string | null;
  event_seq: string | null;
  held_before: boolean;
  held_after: boolean;
  value_before: unknown;
  value_after: unknown;
  effective_at: string;
  recorded_at: string;
  reason: string | null;
  evidence: ActionTrace | null;
  /** Of `beaten` and `unbeaten`: the reader sees which tag of the group took its place, or left it. */
  has_seen_rival: boolean;
}

/**
 * `isSeen` is a condition on the column w.tag_id. A tag that gives way does so in the very statement of time in which its rival
 * comes to hold.
 */
export const changeColumns = (isSeen: string): string => `${OWN_COLUMNS},
  c.kind IN ('beaten', 'unbeaten') AND EXISTS (
    SELECT FROM changes w JOIN tags wt ON wt.id = w.tag_id JOIN tags ct ON ct.group_id = wt.group_id
    WHERE ct.id = c.tag_id AND w.customer_id = c.customer_id AND w.effective_at = c.effective_at AND w.tag_id <> c.tag_id
      AND w.held_after = (c.kind = 'beaten') AND w.held_before = (c.kind = 'unbeaten')
      AND ${isSeen}) AS has_seen_rival`;

const OWN_COLUMNS = `
  c.seq::text AS seq, c.customer_id::text AS customer_id, cu.p_name AS customer_name,
  c.tag_id, t.name AS tag_name, t.category AS tag_category,
  c.kind, c.actor_kind, c.actor_id, c.actor_name, c.flow_id, c.flow_version, c.run_id::text AS run_id,
  c.event_seq::text AS event_seq, c.held_before, c.held_after, c.value_before, c.value_after,
  ${rowInstant('c.effective_at')} AS effective_at, ${rowInstant('c.recorded_at')} AS recorded_at, c.reason, c.evidence`;

export const CHANGE_TABLES = `
  changes c JOIN known_tags t ON t.id = c.tag_id LEFT JOIN customers cu ON cu.id = c.customer_id`;

export function toChangeView(row: ChangeRow): ChangeView {
  return {
    id: row.seq,
    customerId: row.customer_id,
    customerName: row.customer_name,
    tag: { id: String(row.tag_id), name: row.tag_name, category: row.tag_category },
    kind: row.kind,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    flowId: row.flow_id === null ? null : String(row.flow_id),
    flowVersion: row.flow_version,
    runId: row.run_id,
    eventId: row.event_seq,
    before: { held: row.held_before, value: row.value_before ?? null },
    after: { held: row.held_after, value: row.value_after ?? null },
    effectiveAt: row.effective_at,
    recordedAt: row.recorded_at,
    reason: row.reason,
    evidence: row.evidence,
  };
}
