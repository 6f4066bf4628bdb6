import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Catalog, ChangeView, ChangeWhy, WhyEvent, WhyFlow } from '@tagloom/contracts';
import { glossaryOf, traceInWords } from '@tagloom/rule-engine';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { ChangeScope } from './change-scope.js';
import { ChangesRepository } from './changes.repository.js';
import { type VersionRow, type WhyEventRow, WhyRepository } from './why.repository.js';

const NO_NAMES: Catalog = { facts: [], tags: [], eventTypes: [] };

/** Why a change was made, complete in itself. */
@Injectable()
export class WhyService {
  constructor(
    private readonly repository: WhyRepository,
    private readonly changes: ChangesRepository,
    private readonly scope: ChangeScope,
    private readonly views: CatalogViews,
  ) {}

  async of(context: ActorContext, id: string): Promise<ChangeWhy> {
    requireScope(context);
    const row = await this.changes.find(context, id);
    if (!row) {
      throw new DomainError('not_found', `There is no change ${id}`, {
        path: 'id',
        params: { id },
        hint: 'Take the id from GET /api/v1/changes',
      });
    }
    const [change] = await this.scope.show(context, [row]);
    const isTold = change.flowId !== null && change.flowVersion !== null && change.masked !== true;
    const [version, event] = await Promise.all([
      isTold ? this.repository.version(Number(change.flowId), change.flowVersion as number) : null,
      row.event_seq === null ? null : this.repository.event(row.customer_id, row.event_seq),
    ]);
    const glossary = version ? await this.namesOf(context, version) : NO_NAMES;
    return {
      change,
      flow: version && toWhyFlow(change, version),
      event: event && toWhyEvent(row.event_seq as string, event, glossary),
      conditions: change.evidence ? traceInWords(change.evidence.trace, glossary) : [],
      glossary,
      namesOfThen: (version?.glossary ?? null) !== null,
    };
  }

  /** Versions from before glossaries are told in the names of today. */
  private async namesOf(context: ActorContext, { flow, glossary }: VersionRow): Promise<Catalog> {
    return glossary ?? glossaryOf(flow, (await this.views.seenBy(context, 'exists')).catalog);
  }
}

function toWhyFlow(change: ChangeView, row: VersionRow): WhyFlow {
  return {
    id: change.flowId as string,
    name: row.flow.name,
    version: change.flowVersion as number,
    sentence: row.sentence,
    flow: row.flow,
    note: row.note,
    publishedAt: row.published_at.toISOString(),
    publishedBy: row.published_by,
    exists: row.exists,
  };
}

function toWhyEvent(id: string, row: WhyEventRow, glossary: Catalog): WhyEvent {
  const known = glossary.eventTypes.find(({ name }) => name === row.type);
  return {
    id,
    type: row.type,
    label: known?.label ?? row.label,
    source: row.source,
    occurredAt: row.occurred_at,
    properties: Object.entries(row.properties)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => ({
        name,
        label: glossary.facts.find((fact) => fact.name === `event.${name}`)?.label ?? { 'zh-CN': name },
        value,
      })),
  };
}
