import { isDeepStrictEqual } from 'node:util';
import type { Catalog, Flow, FlowDetail, FlowSummary, FlowVersion } from '@tagloom/contracts';
import { describe } from '@tagloom/rule-engine';
import type { FlowRow, FlowVersionRow, Sentence } from './flows.repository.js';

/** The rule in a sentence of each language. */
export function sentenceOf(flow: Flow, catalog: Catalog): Sentence {
  return { 'zh-CN': describe(flow, 'zh-CN', catalog), en: describe(flow, 'en', catalog) };
}

/** A node that was only moved is no edit of the rule. */
function meansTheSame(one: Flow, other: Flow): boolean {
  return isDeepStrictEqual(withoutPositions(one), withoutPositions(other));
}

function withoutPositions(flow: Flow) {
  return { ...flow, nodes: flow.nodes.map(({ id, kind, data }) => ({ id, kind, data })) };
}

export function toFlowSummary(row: FlowRow, catalog: Catalog): FlowSummary {
  return {
    id: String(row.id),
    name: row.draft.name,
    status: row.version !== null ? 'published' : row.stopped_at === null ? 'draft' : 'stopped',
    version: row.version,
    hasUnpublishedEdits: row.published !== null && !meansTheSame(row.draft, row.published),
    sentence: row.published_sentence ?? sentenceOf(row.draft, catalog),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
    publishedAt: row.published_at?.toISOString() ?? null,
    customers: row.customers,
  };
}

export function toFlowDetail(row: FlowRow, catalog: Catalog): FlowDetail {
  return { ...toFlowSummary(row, catalog), revision: row.revision, draft: row.draft, published: row.published };
}

export function toFlowVersion(row: FlowVersionRow): FlowVersion {
  return {
    version: row.version,
    flow: row.flow,
    publishedAt: row.published_at.toISOString(),
    publishedBy: row.published_by,
    note: row.note,
    appliesTo: row.applies_to,
    since: row.applies_since?.toISOString() ?? null,
    sentence: row.sentence,
  };
}
