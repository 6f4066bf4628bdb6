import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@tagloom/access';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import type { StopCause } from './stop-run.js';

/** What the run of a stopped flow reads. */
@Injectable()
export class StopRunRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async cause(runId: string): Promise<StopCause> {
    const { rows } = await this.pool.query<{
      cause: Actor & { reason: string | null };
      version: number;
      title: string;
    }>('SELECT cause, flow_version AS version, title FROM runs WHERE id = $1', [runId]);
    const { cause, version, title } = rows[0];
    const { kind, id, name, reason } = cause;
    return { by: { kind, id, name }, reason, version, title };
  }

  /** Effects have happened; what was for one time stays spent. */
  async claimSlots(flowId: number): Promise<number[]> {
    const { rows } = await this.pool.query<{ id: number }>(
      "SELECT id FROM claim_slots WHERE flow_id = $1 AND kind = 'claim' ORDER BY id",
      [flowId],
    );
    return rows.map(({ id }) => id);
  }

  /** Those who hold something of it are all that the run has to do. */
  async expect(runId: string, slots: readonly number[]): Promise<void> {
    await this.pool.query(
      'UPDATE runs SET total = done + (SELECT count(*) FROM customers WHERE held && $2::int[] AND id > runs.cursor) WHERE id = $1',
      [runId, entriesOf(slots)],
    );
  }

  async holders(client: ClientBase, slots: readonly number[], cursor: string, limit: number): Promise<string[]> {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM customers WHERE id > $1 AND held && $2::int[] ORDER BY id LIMIT $3',
      [cursor, entriesOf(slots), limit],
    );
    return rows.map(({ id }) => id);
  }

  /** The number of a transaction of now: every one that has written or locked anything has a smaller one. */
  async mark(): Promise<string> {
    const { rows } = await this.pool.query<{ mark: string }>('SELECT pg_current_xact_id()::text AS mark');
    return rows[0].mark;
  }

  /** Whether all that had begun by then has ended. */
  async isOver(mark: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ over: boolean }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 AS over',
      [mark],
    );
    return rows[0].over;
  }
}

/** A slot is held by its number, or by the number below zero. */
const entriesOf = (slots: readonly number[]): number[] => slots.flatMap((slot) => [slot, -slot]);
