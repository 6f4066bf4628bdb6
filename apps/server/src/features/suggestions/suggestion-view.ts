import type { ActionTrace, LocalizedText, Suggestion, SuggestionStatus, TagCategory } from '@tagloom/contracts';

/** A row of `suggestions` with the names of its customer and tag. */
export interface SuggestionRow {
  id: string;
  customer_id: string;
  customer_name: string | null;
  tag_id: number;
  tag_key: string;
  tag_name: LocalizedText;
  tag_category: TagCategory;
  value: unknown;
  note: string | null;
  flow_id: number;
  flow_name: string;
  flow_version: number;
  status: SuggestionStatus;
  created_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
  reason: string | null;
  evidence: ActionTrace | null;
}

export const SUGGESTION_COLUMNS = `
  s.id::text AS id, s.customer_id::text AS customer_id, c.p_name AS customer_name,
  s.tag_id, t.key AS tag_key, t.name AS tag_name, t.category AS tag_category, s.value, s.note,
  s.flow_id, s.flow_name, s.flow_version, s.status, s.created_at, s.decided_at, s.decided_by, s.reason, s.evidence`;
export const SUGGESTION_TABLES = `
  suggestions s JOIN known_tags t ON t.id = s.tag_id LEFT JOIN customers c ON c.id = s.customer_id`;

export const toSuggestion = (row: SuggestionRow): Suggestion => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  tag: { id: String(row.tag_id), key: row.tag_key, name: row.tag_name, category: row.tag_category },
  value: row.value,
  note: row.note,
  flowId: String(row.flow_id),
  flowName: row.flow_name,
  flowVersion: row.flow_version,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.decided_by,
  reason: row.reason,
  evidence: row.evidence,
});
