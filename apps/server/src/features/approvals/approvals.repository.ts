import { Inject, Injectable } from '@nestjs/common';
import type { Approval, ApprovalAct, ApprovalStatus } from '@tagloom/contracts';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

type Queryable = Pick<ClientBase, 'query'>;

export interface ApprovalRow {
  id: string;
  act: ApprovalAct;
  request: Approval['request'];
  key: string;
  about: Approval['about'];
  reason: string;
  status: ApprovalStatus;
  /** `kind:id` */
  asked_by_id: string;
  asked_by: string;
  department_id: string | null;
  department_name: string | null;
  /** The people who were told of it, since they might decide. */
  told: string[];
  asked_at: Date;
  until: Date;
  decided_by_id: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  decision_note: string | null;
  error_code: string | null;
  error_message: string | null;
}

export interface NewApproval {
  request: Approval['request'];
  key: string;
  about: Approval['about'];
  reason: string;
  by: { id: string; name: string };
  departmentId: string | null;
  departmentName: string | null;
  /** The people who were told, since they may decide. */
  told: readonly string[];
  at: Date;
  until: Date;
}

/** Whose act it is: one person or key, where they act. */
export interface Asker {
  actor: string;
  departmentId: string | null;
}

/** Which rows somebody may know of: all, or their own, those they decided or were told of, and these. */
export interface KnownTo {
  everything: boolean;
  actors: readonly string[];
  /** Null is no person. */
  person: string | null;
  ids: readonly string[];
}

/** What was not used in its time has expired, whether or not somebody has written that down. */
const statusAt = (now: string) =>
  `CASE WHEN status IN ('open', 'approved') AND until <= ${now} THEN 'expired' ELSE status END`;
const columns = (now: string) =>
  `id::text AS id, act, request, key, about, reason, ${statusAt(now)} AS status, asked_by_id, asked_by,
   department_id::text AS department_id, department_name, told::text[] AS told, asked_at, until, decided_by_id, decided_by, decided_at, decision_note,
   error_code, error_message`;

@Injectable()
export class ApprovalsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Uses up the word on this case: one word, one act. Answers whose word it was; null when there is none. */
  async useUp(
    client: PoolClient,
    { act, key, actor, departmentId, now }: Asker & { act: ApprovalAct; key: string; now: Date },
  ): Promise<string | null> {
    const { rows } = await client.query<{ by: string }>(
      `UPDATE approvals SET status = 'done', done_at = $5, error_code = NULL, error_message = NULL WHERE id = (
         SELECT id FROM approvals WHERE status = 'approved' AND act = $1 AND key = $2 AND asked_by_id = $3
           AND department_id IS NOT DISTINCT FROM $4::bigint AND decided_by_id <> $3 AND until > $5
         ORDER BY id LIMIT 1 FOR UPDATE) RETURNING decided_by AS by`,
      [act, key, actor, departmentId, now],
    );
    return rows[0]?.by ?? null;
  }

  async find(client: Queryable, id: string, now: Date): Promise<ApprovalRow | null> {
    const { rows } = await client.query<ApprovalRow>(`SELECT ${columns('$2')} FROM approvals WHERE id = $1::bigint`, [
      id,
      now,
    ]);
    return rows[0] ?? null;
  }

  /** Nobody else decides it until the end of the transaction. */
  async lock(client: PoolClient, id: string, now: Date): Promise<ApprovalRow | null> {
    const { rows } = await client.query<ApprovalRow>(
      `SELECT ${columns('$2')} FROM approvals WHERE id = $1::bigint FOR UPDATE`,
      [id, now],
    );
    return rows[0] ?? null;
  }

  /** What waits for somebody, oldest first. */
  async open(client: Queryable, now: Date): Promise<ApprovalRow[]> {
    const { rows } = await client.query<ApprovalRow>(
      `SELECT ${columns('$1')} FROM approvals WHERE status = 'open' AND until > $1 ORDER BY approvals.id LIMIT 500`,
      [now],
    );
    return rows;
  }

  /** Newest first; `before` is the id of the last row of the page before. */
  async page(
    client: Queryable,
    query: { status: ApprovalStatus | null; before: string | null; limit: number; now: Date },
    { everything, actors, person, ids }: KnownTo,
  ): Promise<ApprovalRow[]> {
    const { status, before, limit, now } = query;
    const { rows } = await client.query<ApprovalRow>(
      `SELECT ${columns('$1')} FROM approvals
       WHERE ($2::text IS NULL OR ${statusAt('$1')} = $2) AND ($3::bigint IS NULL OR approvals.id < $3)
         AND ($5 OR asked_by_id = ANY ($6) OR decided_by_id = ANY ($6) OR approvals.id = ANY ($7::bigint[])
           OR $8::bigint = ANY (told))
       ORDER BY approvals.id DESC LIMIT $4`,
      [now, status, before, limit, everything, actors, ids, person],
    );
    return rows;
  }

  /** What the same asker waits for already, of this very case. */
  async openOf(
    client: PoolClient,
    { actor, departmentId }: Asker,
    key: string,
    now: Date,
  ): Promise<ApprovalRow | null> {
    const { rows } = await client.query<ApprovalRow>(
      `SELECT ${columns('$1')} FROM approvals WHERE status = 'open' AND until > $1 AND key = $2 AND asked_by_id = $3
         AND department_id IS NOT DISTINCT FROM $4::bigint`,
      [now, key, actor, departmentId],
    );
    return rows[0] ?? null;
  }

  /** What the same asker asked for in the same words, about a state that is no more, or whose time is over. */
  async outdate(
    client: PoolClient,
    { actor, departmentId }: Asker,
    request: Approval['request'],
    now: Date,
  ): Promise<void> {
    await client.query(
      `UPDATE approvals SET status = 'expired' WHERE status = 'open' AND asked_by_id = $1
         AND department_id IS NOT DISTINCT FROM $2::bigint AND (request = $3::jsonb OR until <= $4)`,
      [actor, departmentId, JSON.stringify(request), now],
    );
  }

  async insert(client: PoolClient, approval: NewApproval): Promise<ApprovalRow> {
    const { request, key, about, reason, by, departmentId, departmentName, told, at, until } = approval;
    const { rows } = await client.query<ApprovalRow>(
      `INSERT INTO approvals (act, request, key, about, reason, asked_by_id, asked_by, department_id, department_name, told,
         asked_at, until)
       VALUES ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11::bigint[], $1, $12) RETURNING ${columns('$1')}`,
      [
        at,
        request.act,
        JSON.stringify(request),
        key,
        JSON.stringify(about),
        reason,
        by.id,
        by.name,
        departmentId,
        departmentName,
        told,
        until,
      ],
    );
    return rows[0];
  }

  async decide(
    client: PoolClient,
    id: string,
    status: 'approved' | 'rejected',
    { by, note, at }: { by: { id: string; name: string }; note: string | null; at: Date },
  ): Promise<void> {
    await client.query(
      `UPDATE approvals SET status = $2, decided_by_id = $3, decided_by = $4, decision_note = $5, decided_at = $6
       WHERE id = $1::bigint`,
      [id, status, by.id, by.name, note, at],
    );
  }

  async withdraw(client: PoolClient, id: string): Promise<void> {
    await client.query(`UPDATE approvals SET status = 'withdrawn' WHERE id = $1::bigint`, [id]);
  }

  /** What was agreed to was done without the word being asked for: it is used up all the same. */
  async done(id: string, at: Date): Promise<void> {
    await this.pool.query(
      `UPDATE approvals SET status = 'done', done_at = $2 WHERE id = $1::bigint AND status = 'approved'`,
      [id, at],
    );
  }

  async failed(id: string, { code, message }: { code: string; message: string }): Promise<void> {
    await this.pool.query(
      `UPDATE approvals SET error_code = $2, error_message = $3 WHERE id = $1::bigint AND status = 'approved'`,
      [id, code, message],
    );
  }
}
