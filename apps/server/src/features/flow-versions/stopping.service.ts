import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { StopFlowRequest, StopFlowResponse } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { FlowOwners } from '../catalog/flow-owners.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { flowNotFound } from '../flows/flow-failures.js';
import { RunsService } from '../runs/runs.service.js';
import { StoppingRepository } from './stopping.repository.js';

/** Ends a published flow: from now on it is asked no more, and a run takes back what it claimed. It can be published again. */
@Injectable()
export class StoppingService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly repository: StoppingRepository,
    private readonly catalog: CatalogService,
    private readonly views: CatalogViews,
    private readonly owners: FlowOwners,
    private readonly runs: RunsService,
  ) {}

  /** `also` belongs to it: both happen, or neither. */
  async stop(
    context: ActorContext,
    id: string,
    { note }: StopFlowRequest,
    also?: (client: PoolClient) => Promise<void>,
  ): Promise<StopFlowResponse> {
    const runId = await inTransaction(this.pool, async (client) => {
      const started = await this.stopIn(client, context, id, note ?? null);
      await also?.(client);
      return started;
    });
    await this.catalog.refresh();
    return { run: await this.runs.launch(context, runId) };
  }

  private async stopIn(client: PoolClient, context: ActorContext, id: string, reason: string | null): Promise<string> {
    const { actor } = requireScope(context);
    await lockDefinitions(client);
    const flow = await this.repository.lock(client, id);
    if (!flow) throw flowNotFound(id);
    await this.owners.requireWithin(client, this.views.within(context, await this.catalog.read(client)), flow.id);
    // A run that was cancelled has left claims behind: stopping again takes them back.
    if (flow.version === null && (flow.latest === null || !(await this.repository.hasClaims(client, flow.id))))
      throw new DomainError('flow_not_published', 'The flow is not published, there is nothing to stop', {
        path: 'id',
        hint: 'Only a published flow can be stopped',
      });
    await this.repository.unpublish(client, flow.id, this.clock.now());
    const { id: flowId, name: title } = flow;
    return this.runs.insertStop(client, { flowId, version: flow.latest as number, title, by: actor, reason });
  }
}
