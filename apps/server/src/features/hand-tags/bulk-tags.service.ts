import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { BulkTagRequest, Run } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { viewerOf } from '../../platform/access/viewer-of.js';
import { POOL } from '../../platform/database/pool.token.js';
import { isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { RunsService } from '../runs/runs.service.js';
import { type BulkOrder, BulkOrders } from './bulk-orders.js';
import { BulkRunsRepository } from './bulk-runs.repository.js';
import { HandThreshold } from './hand-threshold.js';
import { refuseOtherThan } from './refuse-other-than.js';

/** One tag by hand on many customers: checks, settles for whom, and leaves the work to a run. */
@Injectable()
export class BulkTagsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly catalogs: CatalogService,
    private readonly views: CatalogViews,
    private readonly orders: BulkOrders,
    private readonly repository: BulkRunsRepository,
    private readonly threshold: HandThreshold,
    private readonly runs: RunsService,
  ) {}

  async start(context: ActorContext, request: z.output<typeof BulkTagRequest>): Promise<Run> {
    const scope = requireScope(context);
    let tagId = 0;
    try {
      const runId = await inTransaction(this.pool, async (client) => {
        const catalog = this.views.within(scope, await this.catalogs.read(client));
        const order = await this.orders.read({ client, context: scope, catalog }, request);
        tagId = order.tag.id;
        return this.settle(client, scope, order);
      });
      // Definitions that the transaction read may be newer than those that answers are made with.
      await this.views.fresh(scope);
      return await this.runs.launch(context, runId);
    } catch (error) {
      throw isUniqueViolation(error) ? await this.alreadyRunning(scope, tagId) : error;
    }
  }

  private async settle(client: PoolClient, context: ActorContext, order: BulkOrder): Promise<string> {
    const runId = await this.repository.insert(client, context.actor, viewerOf(context), order);
    const found = await this.repository.settle(client, runId, order.whom);
    await refuseOtherThan(client, this.repository, order.whom, found);
    await this.threshold.require(client, context, order, { runId });
    return runId;
  }

  private async alreadyRunning({ actor }: ActorContext, tagId: number): Promise<DomainError> {
    const runId = await this.repository.underWay(actor, tagId);
    return new DomainError('bulk_running', 'You are setting or removing this tag on many customers already', {
      path: 'tag',
      hint: 'Wait until that run has ended, or cancel it',
      params: { runId },
    });
  }
}
