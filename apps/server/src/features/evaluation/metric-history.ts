import { Injectable } from '@nestjs/common';
import {
  applyEvent,
  columnValue,
  compileMetrics,
  createState,
  decodeState,
  encodeState,
  MetricContext,
  nextRoll,
  replaceMetric,
  type CompiledMetric,
} from '@tagloom/metrics';
import type { ClientBase, PoolClient } from 'pg';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { customerZone } from './customer-zone.js';
import { arrayType, assignment, columnElement } from './metric-columns.js';
import type { Runtime } from './runtime.js';

interface PastEvent {
  customerId: string;
  typeId: number;
  occurredAt: number;
  properties: Record<string, unknown>;
}

/**
 * Computes a metric from the events that were already evaluated; later ones reach it through the event path.
 * The customers' rows are locked before the lanes' cursors are read, so that each event counts exactly once.
 */
@Injectable()
export class MetricHistory {
  async recompute(
    client: ClientBase,
    runtime: Runtime,
    metricId: number,
    ids: readonly string[],
    at: number,
  ): Promise<void> {
    const compiled = runtime.metricSet.byId.get(metricId);
    const metric = runtime.metrics.find(({ id }) => id === metricId);
    if (!compiled || !metric) return;
    const { rows } = await client.query<{ id: string; metricState: Buffer | null; timeZone: string | null }>(
      `SELECT id, metric_state AS "metricState", p_time_zone AS "timeZone"
       FROM customers WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
    const customers = new Map(
      rows.map(({ id, metricState, timeZone }) => {
        const context = new MetricContext(at, customerZone(runtime, { 'profile.time_zone': timeZone }));
        return [id, { state: decodeState(metricState), fresh: createState(), context }];
      }),
    );
    const alone = compileMetrics([compiled]);
    for (const event of await this.evaluated(client, runtime, compiled, ids)) {
      const customer = customers.get(event.customerId);
      const type = runtime.loaded.eventTypes.get(event.typeId)?.name ?? '';
      if (customer) applyEvent(alone, customer.fresh, { ...event, type }, customer.context);
    }
    const all = [...customers.values()];
    for (const { state, fresh } of all) replaceMetric(state, fresh, metricId);
    await client.query(
      // The column's name is generated from a numeric id.
      `UPDATE customers c SET metric_state = n.state, ${assignment(metric)},
         next_review_at = least(c.next_review_at, to_timestamp(n.review_at))
       FROM unnest($1::bigint[], $2::bytea[], $3::${arrayType(metric)}, $4::float8[]) AS n(id, state, ${metric.column}, review_at)
       WHERE c.id = n.id`,
      [
        [...customers.keys()],
        all.map(({ state }) => Buffer.from(encodeState(runtime.metricSet, state))),
        all.map(({ state, context }) => columnElement(columnValue(compiled, state, context))),
        all.map(({ state, context }) => {
          const next = nextRoll(alone, state, at, context.customerZone);
          return next === null ? null : next / 1000;
        }),
      ],
    );
  }

  /** Counts the days of customers anew whose own time zone has changed; the caller evaluates them afterwards. */
  async zonesChanged(client: ClientBase, runtime: Runtime, ids: readonly string[], at: number): Promise<void> {
    if (ids.length === 0) return;
    const ofCustomers = runtime.metricSet.all.filter(({ timeZone }) => timeZone === 'customer');
    for (const { id } of ofCustomers) await this.recompute(client, runtime, id, ids, at);
  }

  /** The same where rules have set the zones: what they made of the days before is asked about with the next sweep. */
  async zonesSetByRules(client: ClientBase, runtime: Runtime, ids: readonly string[], at: number): Promise<void> {
    await this.zonesChanged(client, runtime, ids, at);
    await client.query('UPDATE customers SET next_review_at = to_timestamp($2) WHERE id = ANY($1::bigint[])', [
      ids,
      at / 1000,
    ]);
  }

  /** Makes the metric a fact of rules. */
  async finish(client: PoolClient, metricId: number): Promise<void> {
    await lockDefinitions(client);
    await client.query("UPDATE metrics SET status = 'ready' WHERE id = $1", [metricId]);
  }

  private async evaluated(
    client: ClientBase,
    runtime: Runtime,
    { eventTypes, then }: CompiledMetric,
    ids: readonly string[],
  ): Promise<PastEvent[]> {
    const types = new Set([...eventTypes, ...(then?.eventTypes ?? [])]);
    const typeIds = [...types].flatMap((name) => runtime.loaded.eventTypeByName.get(name)?.id ?? []);
    const { rows } = await client.query<PastEvent>(
      `SELECT e.customer_id AS "customerId", e.type_id AS "typeId", e.properties,
         (extract(epoch FROM e.occurred_at) * 1000)::float8 AS "occurredAt"
       FROM events e JOIN lanes l ON l.lane = e.lane AND e.seq <= l.cursor
       WHERE e.customer_id = ANY($1::bigint[]) AND e.type_id = ANY($2::int[]) ORDER BY e.seq`,
      [ids, typeIds],
    );
    return rows;
  }
}
