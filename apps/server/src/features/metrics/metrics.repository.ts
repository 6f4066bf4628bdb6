import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { MetricDefinition } from '@tagloom/contracts';
import { columnType } from '@tagloom/metrics';
import type { Pool, PoolClient } from 'pg';
import { Repository } from 'typeorm';
import { asOwner } from '../../platform/database/as-owner.js';
import { POOL } from '../../platform/database/pool.token.js';
import { MetricEntity } from './metric.entity.js';

@Injectable()
export class MetricsRepository {
  constructor(
    @InjectRepository(MetricEntity) private readonly metrics: Repository<MetricEntity>,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  list(): Promise<MetricEntity[]> {
    return this.metrics.find({ order: { id: 'ASC' } });
  }

  find(id: number): Promise<MetricEntity | null> {
    return this.metrics.findOneBy({ id });
  }

  async setDefinition(id: number, definition: MetricDefinition): Promise<void> {
    await this.metrics.update({ id }, { definition });
  }

  /** The newest run of each metric, by the metric's id. */
  async lastRuns(): Promise<ReadonlyMap<number, string>> {
    const { rows } = await this.pool.query<{ metricId: number; runId: string }>(
      'SELECT metric_id AS "metricId", max(id)::text AS "runId" FROM runs WHERE metric_id IS NOT NULL GROUP BY metric_id',
    );
    return new Map(rows.map(({ metricId, runId }) => [metricId, runId]));
  }

  /** Customers for whom each metric is known, in one pass. */
  async customersByMetric(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    if (ids.length === 0) return new Map();
    const counts = ids.map((id) => `count(${columnOf(id)})::int AS ${columnOf(id)}`);
    const { rows } = await this.pool.query<Record<string, number>>(`SELECT ${counts.join(', ')} FROM customers`);
    return new Map(ids.map((id) => [id, rows[0][columnOf(id)]]));
  }

  /** A metric with its column, and the run that computes it from history. */
  async insert(
    client: PoolClient,
    definition: MetricDefinition,
    startedBy: string,
  ): Promise<{ id: number; runId: string }> {
    const { rows: numbers } = await client.query<{ id: number }>(
      `SELECT nextval(pg_get_serial_sequence('metrics', 'id'))::int AS id`,
    );
    const [{ id }] = numbers;
    await client.query(`INSERT INTO metrics (id, key, definition) OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3)`, [
      id,
      definition.key,
      JSON.stringify(definition),
    ]);
    await asOwner(client, `ALTER TABLE customers ADD COLUMN ${columnOf(id)} ${columnType(definition)}`);
    const { rows: runs } = await client.query<{ id: string }>(
      `INSERT INTO runs (kind, title, metric_id, started_by, total)
       SELECT 'metric', $1, $2, $3, count(*)::int FROM customers RETURNING id`,
      [definition.name['zh-CN'], id, startedBy],
    );
    return { id, runId: runs[0].id };
  }

  /** Names of the RFM models that are made of the metric. */
  async modelsOf(client: PoolClient, key: string): Promise<string[]> {
    const { rows } = await client.query<{ name: string }>(
      `SELECT definition #>> '{name,zh-CN}' AS name FROM rfm_models
       WHERE $1 IN (definition ->> 'recency', definition ->> 'frequency', definition ->> 'monetary') ORDER BY id`,
      [key],
    );
    return rows.map(({ name }) => name);
  }

  async delete(client: PoolClient, id: number): Promise<void> {
    await client.query('DELETE FROM metrics WHERE id = $1', [id]);
    await asOwner(client, `ALTER TABLE customers DROP COLUMN ${columnOf(id)}`);
    await client.query(`UPDATE runs SET cancel_requested = true WHERE metric_id = $1 AND finished_at IS NULL`, [id]);
  }
}

/** A generated name, never what a person typed. */
function columnOf(id: number): string {
  if (!Number.isSafeInteger(id)) throw new TypeError('a metric id is an integer');
  return `m_${id}`;
}
