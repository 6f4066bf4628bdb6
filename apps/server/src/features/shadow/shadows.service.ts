import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import {
  MAX_SHADOW_DAYS,
  SHADOW_DAYS,
  type Flow,
  type ShadowDifferent,
  type ShadowDifferencesQuery,
  type ShadowDifferencesResponse,
  type ShadowResponse,
  type StartShadowRequest,
} from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { fillsSlot } from '../evaluation/slot-meaning.js';
import { slotsOf } from '../evaluation/slots-of.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import type { FieldView } from '../field-access/field-view.js';
import { flowNotFound, revisionConflict } from '../flows/flow-failures.js';
import type { LockedFlow } from '../flows/locked-flow.js';
import { publishableFlow } from '../flows/publishable-flow.js';
import { refusingLoops } from '../flows/refusing-loops.js';
import { ComparisonRepository } from './comparison.repository.js';
import { differentView } from './different-view.js';
import { comparedOf, ShadowComparison } from './shadow-comparison.js';
import { ShadowEnd } from './shadow-end.js';
import { noShadow, noVersion, shadowRunning } from './shadow-failed.js';
import { ShadowReasons } from './shadow-reasons.js';
import { shadowView } from './shadow-view.js';
import { ShadowsRepository } from './shadows.repository.js';

const DAY_MS = 86_400_000;

/** Starts and stops shadows of flows, and shows how they compare. */
@Injectable()
export class ShadowsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly shadows: ShadowsRepository,
    private readonly comparison: ShadowComparison,
    private readonly differing: ComparisonRepository,
    private readonly reasons: ShadowReasons,
    private readonly ending: ShadowEnd,
    private readonly catalog: CatalogService,
    private readonly views: CatalogViews,
    private readonly runtimes: RuntimeService,
    private readonly fields: FieldAccess,
    private readonly clock: Clock,
  ) {}

  /** What publishing would refuse is refused here. One shadow per flow; the result of an earlier one makes way. */
  async start(context: ActorContext, id: string, request: StartShadowRequest): Promise<ShadowResponse> {
    requireScope(context);
    const endsAt = this.endOf(request);
    try {
      await inTransaction(this.pool, (client) => this.startIn(client, context, id, request, endsAt));
    } catch (error) {
      throw isUniqueViolation(error) ? shadowRunning() : error;
    }
    await this.catalog.refresh();
    return this.find(context, id);
  }

  async stop(context: ActorContext, id: string): Promise<ShadowResponse> {
    requireScope(context);
    const row = await this.rowOf(id);
    if (!row || row.ended_at || !(await this.ending.end(row.id, 'stopped'))) throw noShadow(id);
    await this.catalog.refresh();
    return this.find(context, id);
  }

  async find(context: ActorContext, id: string): Promise<ShadowResponse> {
    requireScope(context);
    const row = await this.rowOf(id);
    if (!row) return { shadow: null };
    const { whole, view } = await this.views.of(context);
    const result = await this.comparison.resultOf(this.pool, row, whole);
    const isReadable = ({ tagId }: { tagId: string }) => view.isComplete || view.can('read', Number(tagId));
    const [tags, people] = [result.tags.filter(isReadable), result.people.filter(isReadable)];
    return { shadow: shadowView(row, { ...result, tags, people }) };
  }

  async differences(
    context: ActorContext,
    id: string,
    page: ShadowDifferencesQuery,
  ): Promise<ShadowDifferencesResponse> {
    requireScope(context);
    const row = await this.rowOf(id);
    if (!row) throw noShadow(id);
    const { whole: loaded, view } = await this.views.of(context);
    const readable = view.isComplete ? null : view.idsFrom('read');
    const asked = { ...page, readable, limit: page.limit + 1 };
    const rows = row.ended_at
      ? await this.differing.keptPage(this.pool, row.id, asked)
      : await this.differing.page(this.pool, comparedOf(row, this.clock.now()), asked);
    const ids = [...new Set(rows.map(({ customerId }) => customerId))].slice(0, page.limit);
    const shown = rows.filter(({ customerId }) => ids.includes(customerId));
    const isMore = shown.length < rows.length;
    const [live, reasons] = await Promise.all([
      this.differing.liveEvidence(this.pool, row.flow_id, shown),
      this.reasons.of(
        row,
        loaded,
        shown.filter(({ evidence, shadow }) => evidence === null && shadow === null),
      ),
    ]);
    const fields = await this.fields.of(context);
    return {
      customers: ids.map((customerId) =>
        withFields(differentView(customerId, shown, loaded, { live, reasons }), fields),
      ),
      next: isMore ? ids[ids.length - 1] : null,
    };
  }

  private async rowOf(id: string) {
    const row = await this.shadows.latest(this.pool, id);
    if (row) return row;
    const { rows } = await this.pool.query('SELECT FROM flows WHERE id = $1::bigint', [id]);
    if (rows.length === 0) throw flowNotFound(id);
    return null;
  }

  private async startIn(
    client: PoolClient,
    context: ActorContext,
    id: string,
    request: StartShadowRequest,
    endsAt: Date,
  ): Promise<void> {
    const { actor, locale } = requireScope(context);
    await lockDefinitions(client);
    const asked = await this.flowOf(client, id, request);
    const loaded = await this.catalog.read(client);
    const view = this.views.within(context, loaded);
    const flow = await publishableFlow(asked.flow, view, locale, asked.departmentId);
    await refusingLoops(view, locale, () => this.runtimes.withDraft(client, loaded, { flowId: asked.id, flow }));
    const earlier = await this.shadows.latest(client, id);
    if (earlier && !earlier.ended_at) throw shadowRunning();
    await this.shadows.forgetEnded(client, asked.id);
    const meanings = slotsOf(flow, loaded);
    const shadowId = await this.shadows.insert(client, {
      flowId: asked.id,
      revision: request.revision ?? null,
      version: request.version ?? null,
      flow,
      tagIds: [...new Set(meanings.flatMap((slot) => (slot.kind === 'claim' ? [slot.tagId] : [])))],
      startedAt: this.clock.now(),
      startedBy: actor.name,
      endsAt,
    });
    const stored = await this.shadows.slotsOf(client, { id: shadowId, flow_id: asked.id });
    const lacking = meanings.filter(
      (meaning, index) =>
        !stored.some((slot) => fillsSlot(meaning, slot)) &&
        meanings.findIndex((other) => JSON.stringify(other) === JSON.stringify(meaning)) === index,
    );
    await this.shadows.insertSlots(client, shadowId, lacking);
  }

  private async flowOf(client: PoolClient, id: string, { revision, version }: StartShadowRequest) {
    const { rows } = await client.query<LockedFlow & { version: Flow | null }>(
      `SELECT f.id, f.draft, f.revision, f.department_id::text AS "departmentId", v.flow AS version FROM flows f
       LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = $2 WHERE f.id = $1::bigint`,
      [id, version ?? null],
    );
    if (rows.length === 0) throw flowNotFound(id);
    const [row] = rows;
    if (version !== undefined) {
      if (!row.version) throw noVersion(version);
      return { id: row.id, flow: row.version, departmentId: row.departmentId };
    }
    if (row.revision !== revision) throw revisionConflict(row.revision);
    return { id: row.id, flow: row.draft, departmentId: row.departmentId };
  }

  private endOf({ endsAt }: StartShadowRequest): Date {
    const now = this.clock.now().getTime();
    const end = endsAt === undefined ? now + SHADOW_DAYS * DAY_MS : Date.parse(endsAt);
    const params = { now: new Date(now).toISOString(), days: MAX_SHADOW_DAYS };
    if (end <= now)
      throw new DomainError('schedule_in_past', 'The shadow would end before it begins', {
        path: 'endsAt',
        hint: 'Choose a moment in the future',
        params,
      });
    if (end > now + MAX_SHADOW_DAYS * DAY_MS)
      throw new DomainError('shadow_too_long', `A shadow runs for ${MAX_SHADOW_DAYS} days at most`, {
        path: 'endsAt',
        hint: 'Choose an earlier end',
        params,
      });
    return new Date(end);
  }
}

/** As the reader has the profile fields. */
const withFields = (customer: ShadowDifferent, fields: FieldView): ShadowDifferent => ({
  ...customer,
  name: fields.name(customer.name),
  differences: customer.differences.map((difference) => ({
    ...difference,
    evidence: fields.evidence(difference.evidence),
    liveEvidence: fields.evidence(difference.liveEvidence),
  })),
});
