import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Metric, MetricDefinition, UpdateMetricRequest } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { POOL } from '../../platform/database/pool.token.js';
import { withLockTimeout } from '../../platform/database/with-lock-timeout.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { flowsThatMention, inTheWay } from '../catalog/flow-mentions.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { RunLauncher } from '../evaluation/run-launcher.js';
import { checkDefinition } from './check-definition.js';
import type { MetricEntity } from './metric.entity.js';
import { MetricsRepository } from './metrics.repository.js';

/** Aggregates over events that staff define. */
@Injectable()
export class MetricsService {
  constructor(
    private readonly metrics: MetricsRepository,
    private readonly catalog: CatalogService,
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
    private readonly launcher: RunLauncher,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async list(_context: ActorContext): Promise<Metric[]> {
    const found = await this.metrics.list();
    const ids = found.filter(({ status }) => status === 'ready').map(({ id }) => id);
    const [runs, customers] = await Promise.all([this.metrics.lastRuns(), this.metrics.customersByMetric(ids)]);
    return found.map((metric) => toMetric(metric, runs.get(metric.id) ?? null, customers.get(metric.id)));
  }

  /** Values are unknown until the run that this starts has aggregated the events of the past. */
  async create({ actor, locale }: ActorContext, definition: MetricDefinition): Promise<Metric> {
    checkDefinition(definition, await this.catalog.refresh(), locale);
    const { id, runId } = await withLockTimeout(this.pool, async (client) => {
      await lockDefinitions(client);
      return this.insert(client, definition, actor.name);
    });
    await this.launcher.launch(runId);
    return { ...definition, id: String(id), status: 'computing', runId };
  }

  /**
   * In the caller's transaction, which holds the lock on definitions and gives way as `withLockTimeout` does. Returns the
   * run to {@link launch} once it is committed.
   */
  async createWithin(
    client: PoolClient,
    { actor, locale }: ActorContext,
    definition: MetricDefinition,
  ): Promise<{ runId: string }> {
    checkDefinition(definition, await this.catalog.read(client), locale);
    return this.insert(client, definition, actor.name);
  }

  async launch(_context: ActorContext, runId: string): Promise<void> {
    await this.launcher.launch(runId);
  }

  async update(_context: ActorContext, id: number, { name, unit }: UpdateMetricRequest): Promise<Metric> {
    const metric = await this.findOrFail(id);
    const { unit: oldUnit, ...kept } = metric.definition;
    const newUnit = unit === undefined ? oldUnit : unit;
    const definition: MetricDefinition = { ...kept, ...(name && { name }), ...(newUnit && { unit: newUnit }) };
    await this.metrics.setDefinition(id, definition);
    const runs = await this.metrics.lastRuns();
    return toMetric({ ...metric, definition }, runs.get(id) ?? null, undefined);
  }

  async remove(context: ActorContext, id: number): Promise<void> {
    const view = await this.views.of(context);
    await withLockTimeout(this.pool, async (client) => {
      await lockDefinitions(client);
      const { key } = await this.findOrFail(id);
      const flows = await flowsThatMention(client, { fact: `metric.${key}` });
      if (flows.length > 0) {
        const ids = flows.map((flow) => flow.id);
        const { names, told } = inTheWay(flows, await this.visible.amongWithin(client, view, ids));
        throw new DomainError('metric_in_use', `Flows read this metric: ${told}.`, {
          params: { flows: names },
          hint: 'Take it out of these flows first.',
        });
      }
      const models = await this.metrics.modelsOf(client, key);
      if (models.length > 0)
        throw new DomainError('metric_in_use', `RFM models are made of this metric: ${models.join(', ')}.`, {
          params: { models },
          hint: 'Give these models another metric first.',
        });
      await this.metrics.delete(client, id);
    });
  }

  private async insert(
    client: PoolClient,
    definition: MetricDefinition,
    startedBy: string,
  ): Promise<{ id: number; runId: string }> {
    try {
      return await this.metrics.insert(client, definition, startedBy);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('key_taken', `There is already a metric with the key ${definition.key}.`, {
        path: 'key',
        hint: 'Choose another key.',
      });
    }
  }

  private async findOrFail(id: number): Promise<MetricEntity> {
    const metric = await this.metrics.find(id);
    if (!metric) throw new DomainError('metric_not_found', `There is no metric ${id}.`, { path: 'id' });
    return metric;
  }
}

function toMetric(
  { id, definition, status }: MetricEntity,
  runId: string | null,
  customers: number | undefined,
): Metric {
  return { ...definition, id: String(id), status, runId, ...(customers !== undefined && { customers }) };
}
