import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@tagloom/access';
import type { ApplyChoice, ScheduleOutcome } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

/** The two moments of a schedule. */
export type Moment = 'publish' | 'expire';

export interface ScheduleRow {
  flow_id: number;
  publish_at: Date | null;
  expire_at: Date | null;
  apply: ApplyChoice;
  since: Date | null;
  note: string | null;
  revision: number;
  actor_kind: Actor['kind'];
  actor_id: string;
  actor_name: string;
  saved_at: Date;
  publish_outcome: ScheduleOutcome | null;
  expire_outcome: ScheduleOutcome | null;
}
export type NewSchedule = Omit<ScheduleRow, 'publish_outcome' | 'expire_outcome'>;

/** One schedule per flow, with what became of it. */
@Injectable()
export class SchedulesRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async find(flowId: string): Promise<ScheduleRow | null> {
    const { rows } = await this.pool.query<ScheduleRow>('SELECT * FROM flow_schedules WHERE flow_id = $1::bigint', [
      flowId,
    ]);
    return rows[0] ?? null;
  }

  /** In the place of the former one. */
  async put(row: NewSchedule): Promise<void> {
    await this.pool.query(
      `INSERT INTO flow_schedules (flow_id, publish_at, expire_at, apply, since, note, revision, actor_kind, actor_id, actor_name, saved_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (flow_id) DO UPDATE SET publish_at = $2, expire_at = $3, apply = $4, since = $5, note = $6, revision = $7,
         actor_kind = $8, actor_id = $9, actor_name = $10, saved_at = $11,
         publish_outcome = NULL, expire_outcome = NULL`,
      [
        row.flow_id,
        row.publish_at,
        row.expire_at,
        row.apply,
        row.since,
        row.note,
        row.revision,
        row.actor_kind,
        row.actor_id,
        row.actor_name,
        row.saved_at,
      ],
    );
  }

  async delete(flowId: string): Promise<void> {
    await this.pool.query('DELETE FROM flow_schedules WHERE flow_id = $1::bigint', [flowId]);
  }

  /** The moments that have come, in their order. */
  async due(now: Date): Promise<{ row: ScheduleRow; moment: Moment }[]> {
    const { rows } = await this.pool.query<ScheduleRow & { moment: Moment }>(
      `SELECT *, 'publish' AS moment, publish_at AS at FROM flow_schedules WHERE publish_at <= $1 AND publish_outcome IS NULL
       UNION ALL
       SELECT *, 'expire', expire_at FROM flow_schedules WHERE expire_at <= $1 AND expire_outcome IS NULL ORDER BY at, flow_id`,
      [now],
    );
    return rows.map(({ moment, ...row }) => ({ row, moment }));
  }

  /** False when another process was faster, or the schedule is another one by now. */
  async settle(client: ClientBase, row: ScheduleRow, moment: Moment, outcome: ScheduleOutcome): Promise<boolean> {
    const at = moment === 'publish' ? row.publish_at : row.expire_at;
    const { rowCount } = await client.query(
      `UPDATE flow_schedules SET ${moment}_outcome = $3 WHERE flow_id = $1 AND ${moment}_at = $2 AND ${moment}_outcome IS NULL`,
      [row.flow_id, at, JSON.stringify(outcome)],
    );
    return rowCount === 1;
  }
}
