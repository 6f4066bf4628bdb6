import type { CustomerDetail, EventsResponse, Metric, MetricDefinition } from '@tagloom/contracts';
import { Sweeper } from '../../src/features/evaluation/sweeper.js';
import { Clock } from '../../src/platform/clock/clock.js';
import type { TestApp } from '../../src/testing/test-app.js';
import { anEvent } from './events.js';
import { eventually, runEnd } from './flows.js';

/** Stands still until it is set. */
export class TestClock extends Clock {
  private time = new Date('2026-01-01T00:00:00Z');

  override now(): Date {
    return this.time;
  }

  set(instant: string | number): void {
    this.time = new Date(instant);
  }
}

export interface TestEvent {
  type: string;
  at: string;
  properties?: Record<string, unknown>;
}

/** Events, metrics and customers of one server, as a test speaks of them. */
export class MetricWorld {
  private sent = 0;

  constructor(
    private readonly app: TestApp,
    readonly clock: TestClock,
  ) {}

  /** Makes an event type and its properties known. */
  async learn(type: string, properties: Record<string, unknown>): Promise<void> {
    await this.send(`learner of ${type}`, [{ type, at: this.clock.now().toISOString(), properties }]);
  }

  /** Creates them one after the other, and waits until all are computed. */
  async define(definitions: readonly Omit<MetricDefinition, 'name'>[]): Promise<Metric[]> {
    const metrics: Metric[] = [];
    for (const definition of definitions) {
      const name = { 'zh-CN': definition.key };
      const { status, body } = await this.app.client.post<Metric>('/api/v1/metrics', { ...definition, name });
      if (status !== 201) throw new Error(`metric ${definition.key}: ${JSON.stringify(body)}`);
      metrics.push(body);
    }
    for (const { runId } of metrics) await runEnd(this.app, runId as string);
    return metrics;
  }

  async send(externalId: string, events: readonly TestEvent[]): Promise<void> {
    const { body } = await this.app.client.post<EventsResponse>('/api/v1/events', {
      events: events.map(({ type, at, properties = {} }) =>
        anEvent({
          id: `m${++this.sent}`,
          type,
          occurredAt: at,
          customer: { channel: 'shop', externalId },
          properties,
        }),
      ),
    });
    if (body.accepted !== events.length) throw new Error(`events: ${JSON.stringify(body)}`);
    await this.drained();
  }

  async drained(): Promise<void> {
    await eventually(async () => {
      const { rows } = await this.app.database.query<{ behind: string }>(
        'SELECT count(*) AS behind FROM events e JOIN lanes l ON l.lane = e.lane AND e.seq > l.cursor',
      );
      return rows[0].behind === '0' ? true : null;
    });
  }

  /** Lets time pass: everyone whose review is due is evaluated. */
  async moveTo(instant: string | number): Promise<void> {
    this.clock.set(instant);
    await this.app.app.get(Sweeper, { strict: false }).sweep();
  }

  async customerId(externalId: string): Promise<string> {
    const { rows } = await this.app.database.query<{ id: string }>(
      'SELECT customer_id::text AS id FROM identities WHERE external_id = $1',
      [externalId],
    );
    return rows[0].id;
  }

  async metricsOf(externalId: string): Promise<CustomerDetail['metrics']> {
    const id = await this.customerId(externalId);
    return (await this.app.client.get<CustomerDetail>(`/api/v1/customers/${id}`)).body.metrics;
  }
}
