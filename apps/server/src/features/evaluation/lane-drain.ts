import { Inject, Injectable } from '@nestjs/common';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Evaluator, type Work } from './evaluator.js';
import { RuntimeService } from './runtime.service.js';
import type { Runtime } from './runtime.js';
import type { StoredEvent } from './stored-event.js';

/** Events per transaction: large enough to share its cost, small enough that a tag appears within a second. */
const MICRO_BATCH = 2000;

type EventRow = Omit<StoredEvent, 'type'>;

/**
 * Evaluates a lane's events in the order of their acceptance. The lane's row is locked for the length of a micro-batch,
 * and its cursor moves in the same transaction as the effects: they happen once, whatever happens to jobs.
 */
@Injectable()
export class LaneDrain {
  private readonly draining = new Map<number, { again: boolean; done: Promise<void> }>();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly runtimes: RuntimeService,
    private readonly evaluator: Evaluator,
  ) {}

  /** Drains until nothing is left. A second call while one is at work makes that one look again. */
  drain(lane: number): Promise<void> {
    const running = this.draining.get(lane);
    if (running) {
      running.again = true;
      return running.done;
    }
    const state = { again: false, done: Promise.resolve() };
    state.done = this.untilEmpty(lane, state);
    this.draining.set(lane, state);
    return state.done;
  }

  private async untilEmpty(lane: number, state: { again: boolean }): Promise<void> {
    let version = '0';
    try {
      do {
        state.again = false;
        for (let more = true; more;) ({ more, version } = await this.microBatch(lane, version));
      } while (state.again);
    } finally {
      // In the same breath as the last look at `again`: a call in between would be told to wait for what has ended.
      this.draining.delete(lane);
    }
  }

  /** Evaluates by the definitions of `atLeast` or later. Where still later ones are in force, the caller comes again with them. */
  private async microBatch(lane: number, atLeast: string): Promise<{ more: boolean; version: string }> {
    // Before the transaction takes its connection: asking for another one while holding it can wait for ever.
    const runtime = await this.runtimes.at(atLeast);
    return inTransaction(this.pool, async (client) => {
      const { version, events } = await this.undone(client, lane);
      if (events.length === 0) return { more: false, version };
      if (BigInt(version) > BigInt(runtime.version)) return { more: true, version };
      const cursor = events[events.length - 1].seq;
      // The connection is pipelined: the cursor's update travels with the first statement of the evaluation.
      await Promise.all([
        client.query({
          name: 'lane-advance',
          text: 'UPDATE lanes SET cursor = $2 WHERE lane = $1',
          values: [lane, cursor],
        }),
        this.evaluator.evaluate(client, runtime, workOf(runtime, events)),
      ]);
      return { more: events.length === MICRO_BATCH, version };
    });
  }

  /** Locks the lane, then reads what lies behind its cursor. */
  private async undone(client: ClientBase, lane: number): Promise<{ version: string; events: EventRow[] }> {
    const [locked, events] = await Promise.all([
      client.query<{ version: string }>({
        name: 'lane-lock',
        text: 'SELECT (SELECT version FROM catalog_state) AS version FROM lanes WHERE lane = $1 FOR UPDATE',
        values: [lane],
      }),
      client.query<EventRow>({
        name: 'lane-undone',
        text: `SELECT seq, customer_id AS "customerId", type_id AS "typeId", properties,
                 (extract(epoch FROM occurred_at) * 1000)::float8 AS "occurredAt", (extract(epoch FROM received_at) * 1000)::float8 AS "receivedAt"
               FROM events WHERE lane = $1 AND seq > (SELECT cursor FROM lanes WHERE lane = $1) ORDER BY seq LIMIT ${MICRO_BATCH}`,
        values: [lane],
      }),
    ]);
    return { version: locked.rows[0].version, events: events.rows };
  }
}

/** Groups the events by customer, keeping their order. */
function workOf(runtime: Runtime, events: readonly EventRow[]): Work[] {
  const work = new Map<string, Work>();
  for (const row of events) {
    const event: StoredEvent = { ...row, type: runtime.loaded.eventTypes.get(row.typeId)?.name ?? '' };
    let item = work.get(event.customerId);
    if (!item) work.set(event.customerId, (item = { customerId: event.customerId, steps: [] }));
    item.steps.push({ cause: 'event', at: event.receivedAt, event });
  }
  return [...work.values()];
}
