import { Injectable } from '@nestjs/common';
import {
  applyEvent,
  columnValue,
  compileMetrics,
  createState,
  decodeState,
  encodeState,
  localDay,
  nextRollDay,
  dayStart,
  replaceMetric,
} from '@tagloom/metrics';
import type { ClientBase } from 'pg';
import type { Runtime } from './runtime.js';

interface PastEvent {
  customerId: string;
  typeId: number;
  occurredAt: number;
  properties: Record<string, unknown>;
}

/**
 * Computes a new metric from the events that were already evaluated; later ones reach it through the event path.
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
    const metric = runtime.metricSet.byId.get(metricId);
    const column = runtime.loaded.metrics.get(metricId)?.column;
    if (!metric || !column) return;
    const today = localDay(at, runtime.timeZone);
    const alone = compileMetrics([metric]);
    const { rows } = await client.query<{ id: string; metricState: Buffer | null }>(
      'SELECT id, metric_state AS "metricState" FROM customers WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE',
      [ids],
    );
    const fresh = new Map(rows.map((row) => [row.id, createState()]));
    for (const event of await this.evaluated(client, runtime, metric.eventTypes, ids)) {
      const state = fresh.get(event.customerId);
      const type = runtime.loaded.eventTypes.get(event.typeId)?.name ?? '';
      if (state)
        applyEvent(
          alone,
          state,
          { type, properties: event.properties },
          { localDay: localDay(event.occurredAt, runtime.timeZone), today },
        );
    }
    const states = rows.map((row) => {
      const state = decodeState(row.metricState);
      replaceMetric(state, fresh.get(row.id) ?? createState(), metricId);
      return state;
    });
    await client.query(
      // The column's name is generated from a numeric id.
      `UPDATE customers c SET metric_state = n.state, ${column} = n.value,
         next_review_at = least(c.next_review_at, to_timestamp(n.review_at))
       FROM unnest($1::bigint[], $2::bytea[], $3::float8[], $4::float8[]) AS n(id, state, value, review_at) WHERE c.id = n.id`,
      [
        rows.map((row) => row.id),
        states.map((state) => Buffer.from(encodeState(runtime.metricSet, state))),
        states.map((state) => columnValue(metric, state, today)),
        states.map((state) => {
          const day = nextRollDay(runtime.metricSet, state);
          return day === null ? null : dayStart(day, runtime.timeZone).getTime() / 1000;
        }),
      ],
    );
  }

  /** Makes the metric a fact of rules. */
  async finish(client: ClientBase, metricId: number): Promise<void> {
    await client.query("UPDATE metrics SET status = 'ready' WHERE id = $1", [metricId]);
  }

  private async evaluated(
    client: ClientBase,
    runtime: Runtime,
    types: readonly string[],
    ids: readonly string[],
  ): Promise<PastEvent[]> {
    const typeIds = types.flatMap((name) => runtime.loaded.eventTypeByName.get(name)?.id ?? []);
    const { rows } = await client.query<PastEvent>(
      `SELECT e.customer_id AS "customerId", e.type_id AS "typeId", e.properties,
         extract(epoch FROM e.occurred_at)::float8 * 1000 AS "occurredAt"
       FROM events e JOIN lanes l ON l.lane = e.lane AND e.seq <= l.cursor
       WHERE e.customer_id = ANY($1::bigint[]) AND e.type_id = ANY($2::int[])`,
      [ids, typeIds],
    );
    return rows;
  }
}
