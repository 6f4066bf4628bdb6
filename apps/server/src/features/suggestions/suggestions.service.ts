import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import { validateTagValue } from '@tagloom/claims';
import {
  Id,
  type DecideSuggestionRequest,
  type Suggestion,
  type SuggestionsResponse,
  type SuggestionStatus,
} from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionId } from '../../platform/http/id-params.js';
import { decodeCursor } from '../../platform/paging/cursor.js';
import { pageOf } from '../../platform/paging/page-of.js';
import { acceptSuggestion } from '../evaluation/accept-suggestion.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { levelTooLow } from '../catalog/level-too-low.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { Evaluator } from '../evaluation/evaluator.js';
import type { Runtime } from '../evaluation/runtime.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import { toSuggestion, type SuggestionRow } from './suggestion-view.js';
import { SuggestionsRepository, type SuggestionFilter } from './suggestions.repository.js';

export interface SuggestionsQuery {
  status?: SuggestionStatus;
  customerId?: string;
  flowId?: string;
  cursor?: string;
  size: number;
}

/** Tags that wait for a person. Both answers are remembered: accepted ones claim the tag, declined ones do not come again. */
@Injectable()
export class SuggestionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly suggestions: SuggestionsRepository,
    private readonly runtimes: RuntimeService,
    private readonly evaluator: Evaluator,
    private readonly views: CatalogViews,
    private readonly flows: VisibleFlows,
    private readonly fields: FieldAccess,
  ) {}

  /** Newest first. */
  async list(context: ActorContext, query: SuggestionsQuery): Promise<SuggestionsResponse> {
    requireScope(context);
    const { status, customerId, flowId, cursor, size } = query;
    if (flowId !== undefined) await this.flows.requireVisible(context, flowId);
    const filter: SuggestionFilter = {
      status,
      customerId,
      ...(flowId !== undefined && { flowId: definitionId(flowId) }),
    };
    const before = cursor === undefined ? null : decodeCursor(cursor, filter, Id, 'cursor');
    const [rows, open] = await Promise.all([
      this.suggestions.list(context, filter, before, size + 1),
      this.suggestions.open(context),
    ]);
    const page = pageOf(rows, size, filter, ({ id }) => id);
    return { items: await this.show(context, page.rows), nextCursor: page.nextCursor, open };
  }

  /** The decision and, when accepted, the claim with what it entails are one transaction. */
  async decide(context: ActorContext, id: string, request: DecideSuggestionRequest): Promise<Suggestion> {
    const scope = requireScope(context);
    const runtime = await this.runtimes.current();
    const decided = await inTransaction(this.pool, async (client) => {
      const row = await this.findOrFail(client, id);
      await this.requireLevel(context, row);
      await this.suggestions.lockCustomer(client, row.customer_id);
      const at = this.clock.now();
      const reason = request.reason ?? null;
      const status = request.decision === 'accept' ? ('accepted' as const) : ('declined' as const);
      if (!(await this.suggestions.decide(client, id, { status, decidedBy: scope.actor.name, reason, at }))) {
        const former = await this.findOrFail(client, id);
        throw new DomainError('suggestion_decided', `Suggestion ${id} is already ${former.status}`, {
          path: 'id',
          params: { status: former.status, decidedBy: former.decided_by },
        });
      }
      if (status === 'accepted') await this.claim(client, scope, runtime, row, reason, at.getTime());
      return this.findOrFail(client, id);
    });
    return (await this.show(context, [decided]))[0];
  }

  /** Of a flow that the reader may not know of, the proposal says no more than the tag. */
  private async show(context: ActorContext, rows: readonly SuggestionRow[]): Promise<Suggestion[]> {
    const visible = await this.flows.among(
      context,
      rows.map(({ flow_id }) => flow_id),
    );
    const fields = await this.fields.of(context);
    return rows.map((row) => {
      const whole = toSuggestion(row);
      const name = { customerName: fields.name(whole.customerName) };
      return visible.has(row.flow_id)
        ? { ...whole, ...name, evidence: fields.evidence(whole.evidence) }
        : { ...whole, ...name, flowId: null, flowName: '', note: null, evidence: null };
    });
  }

  private async requireLevel(context: ActorContext, row: SuggestionRow): Promise<void> {
    const { view } = await this.views.of(context);
    if (!view.can('read', row.tag_id)) throw suggestionNotFound(row.id);
    if (!view.can('assign', row.tag_id)) throw levelTooLow(view, row.tag_id, row.tag_key, 'assign', 'id');
  }

  private async claim(
    client: ClientBase,
    context: ActorContext,
    runtime: Runtime,
    row: SuggestionRow,
    reason: string | null,
    at: number,
  ): Promise<void> {
    const accepted = {
      id: row.id,
      tagId: row.tag_id,
      value: fittingValue(context, runtime, row),
      flowId: row.flow_id,
      flowVersion: row.flow_version,
      reason,
      evidence: row.evidence,
    };
    await this.evaluator.evaluate(client, runtime, [
      {
        customerId: row.customer_id,
        steps: [{ cause: 'edit', at }],
        edit: (ledger) => acceptSuggestion(ledger, context, accepted, at),
      },
    ]);
  }

  private async findOrFail(client: ClientBase, id: string): Promise<SuggestionRow> {
    const row = await this.suggestions.find(client, id);
    if (row) return row;
    throw suggestionNotFound(id);
  }
}

const suggestionNotFound = (id: string) =>
  new DomainError('suggestion_not_found', `There is no suggestion ${id}`, { path: 'id' });

/** The taxonomy may have changed since the flow proposed. */
function fittingValue(context: ActorContext, { loaded }: Runtime, row: SuggestionRow): unknown {
  const tag = loaded.tags.get(row.tag_id);
  if (!tag) throw new DomainError('tag_not_found', `There is no tag ${row.tag_id}`, { path: 'id' });
  const checked = validateTagValue(tag.kind, tag.values, row.value ?? undefined, context.locale);
  if (checked.ok) return checked.value;
  throw new DomainError('tag_value_invalid', checked.message, { params: { tag: tag.key, kind: tag.kind } });
}
