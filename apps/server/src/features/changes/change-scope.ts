import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { ChangeView } from '@tagloom/contracts';
import { CatalogViews } from '../catalog/catalog-views.js';
import { seesAll, VisibleFlows } from '../catalog/visible-flows.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import { type ChangeRow, toChangeView } from './change-view.js';

/** History as a reader has it: without the values of tags and profile fields that are masked, and without flows that the reader may not know of. */
@Injectable()
export class ChangeScope {
  constructor(
    private readonly views: CatalogViews,
    private readonly flows: VisibleFlows,
    private readonly fields: FieldAccess,
  ) {}

  async show(context: ActorContext, rows: readonly ChangeRow[]): Promise<ChangeView[]> {
    const [catalog, fields] = await Promise.all([this.views.of(context), this.fields.of(context)]);
    const visible = await this.flows.among(
      context,
      rows.flatMap(({ flow_id }) => flow_id ?? []),
    );
    return rows.map((row) => {
      const whole = toChangeView(row);
      const change = {
        ...whole,
        customerName: fields.name(whole.customerName),
        evidence: fields.evidence(whole.evidence),
      };
      const isFlowHidden = row.flow_id !== null && !visible.has(row.flow_id);
      const told = seesAll(catalog) || row.has_seen_rival ? change : plain(change);
      const shown = isFlowHidden ? withoutFlow(told) : told;
      return catalog.isOrganisation || catalog.view.can('read', row.tag_id) ? shown : masked(shown);
    });
  }
}

/** A rival that the reader may not know of is not told by giving way to it: the tag simply does not hold any more, or holds again. */
function plain(change: ChangeView): ChangeView {
  if (change.kind !== 'beaten' && change.kind !== 'unbeaten') return change;
  const kind = change.kind === 'beaten' ? 'retracted' : 'asserted';
  const actor = { kind: 'flow' as const, id: '', name: '' };
  return { ...withoutFlow(change), kind, actor, eventId: null };
}

/** That a rule did it is told; which one, and why, is not. */
function withoutFlow(change: ChangeView): ChangeView {
  const { kind } = change.actor;
  const actor = kind === 'flow' || kind === 'suggestion' ? { kind, id: '', name: '' } : change.actor;
  return { ...change, actor, flowId: null, flowVersion: null, runId: null, reason: null, evidence: null };
}

function masked(change: ChangeView): ChangeView {
  const { before, after } = change;
  return {
    ...change,
    before: { held: before.held, value: null },
    after: { held: after.held, value: null },
    reason: null,
    evidence: null,
    masked: true,
  };
}
