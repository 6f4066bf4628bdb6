import { isDeepStrictEqual } from 'node:util';
import type { Catalog, Flow, FlowDetail, FlowMove, FlowSummary, FlowVersion } from '@tagloom/contracts';
import { describe } from '@tagloom/rule-engine';
import type { CatalogView } from '../catalog/catalog-views.js';
import { blockOf } from '../catalog/flow-blocks.js';
import { mayChangeFlow } from '../catalog/flow-owners.js';
import type { FlowMoveRow } from './flow-moves.repository.js';
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

/** With the names of the tags that the viewer sees. */
export function toFlowSummary(row: FlowRow, view: CatalogView): FlowSummary {
  const { catalog } = view.from('exists');
  const drawings = row.published ? [row.draft, row.published] : [row.draft];
  return {
    id: String(row.id),
    name: row.draft.name,
    department: placeOf(row.department_id, row.department_name),
    editable: mayChangeFlow({ departmentId: row.department_id, drawings }, view),
    blocked: blockOf(row.published, row.department_id, row.blocked_at, view),
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

export function toFlowDetail(row: FlowRow, moves: readonly FlowMoveRow[], view: CatalogView): FlowDetail {
  const { revision, draft, published } = row;
  return { ...toFlowSummary(row, view), revision, draft, published, moves: moves.map(toFlowMove) };
}

const toFlowMove = (row: FlowMoveRow): FlowMove => ({
  from: placeOf(row.from_id, row.from_name),
  to: placeOf(row.to_id, row.to_name),
  by: row.by_name,
  agreedBy: row.agreed_by,
  at: row.at.toISOString(),
});

const placeOf = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

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
