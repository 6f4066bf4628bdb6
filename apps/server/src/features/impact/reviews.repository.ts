import { Injectable } from '@nestjs/common';
import type { FlowReview } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

type Queryable = Pick<ClientBase, 'query'>;

export interface ReviewedFlow {
  id: number;
  name: string;
  revision: number;
  /** `kind:id`; null where only the name is known. */
  updated_by_id: string | null;
  updated_by: string;
}
export interface ReviewRow {
  id: string;
  flow_id: number;
  revision: number;
  status: Exclude<FlowReview['status'], 'void'>;
  note: string | null;
  asked_by_id: string;
  asked_by: string;
  asked_at: Date;
  decided_by_id: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  decision_note: string | null;
}
export interface Person {
  id: string;
  name: string;
}

export interface RolesOfPerson extends Person {
  departmentIds: (string | null)[];
}

const COLUMNS = `id::text AS id, flow_id, revision, status, note, asked_by_id, asked_by, asked_at, decided_by_id, decided_by,
  decided_at, decision_note`;

/** A second person's word on drafts. */
@Injectable()
export class ReviewsRepository {
  /** `lock` holds back edits, so that what is decided on is what is there. */
  async flow(client: Queryable, flowId: string, lock: '' | 'FOR UPDATE' = ''): Promise<ReviewedFlow | null> {
    const { rows } = await client.query<ReviewedFlow>(
      `SELECT id, draft ->> 'name' AS name, revision, updated_by_id, updated_by FROM flows WHERE id = $1::bigint ${lock}`,
      [flowId],
    );
    return rows[0] ?? null;
  }

  /** Newest first. */
  async list(client: Queryable, flowId: string): Promise<ReviewRow[]> {
    const { rows } = await client.query<ReviewRow>(
      `SELECT ${COLUMNS} FROM flow_reviews WHERE flow_id = $1::bigint ORDER BY flow_reviews.id DESC LIMIT 50`,
      [flowId],
    );
    return rows;
  }

  async find(client: Queryable, flowId: string, reviewId: string): Promise<ReviewRow | null> {
    const { rows } = await client.query<ReviewRow>(
      `SELECT ${COLUMNS} FROM flow_reviews WHERE flow_id = $1::bigint AND id = $2 FOR UPDATE`,
      [flowId, reviewId],
    );
    return rows[0] ?? null;
  }

  async insert(client: Queryable, flow: ReviewedFlow, note: string | null, by: Person): Promise<ReviewRow> {
    const { rows } = await client.query<ReviewRow>(
      `INSERT INTO flow_reviews (flow_id, revision, note, asked_by_id, asked_by) VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`,
      [flow.id, flow.revision, note, by.id, by.name],
    );
    return rows[0];
  }

  async decide(
    client: Queryable,
    reviewId: string,
    status: 'approved' | 'rejected',
    note: string | null,
    by: Person,
  ): Promise<ReviewRow> {
    const { rows } = await client.query<ReviewRow>(
      `UPDATE flow_reviews SET status = $2, decision_note = $3, decided_by_id = $4, decided_by = $5, decided_at = now()
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [reviewId, status, note, by.id, by.name],
    );
    return rows[0];
  }

  /** Whether somebody else than `actorId` has approved this very revision, and nobody has rejected it since. */
  async isApproved(client: Queryable, flowId: number, revision: number, actorId: string): Promise<boolean> {
    const { rows } = await client.query<{ approved: boolean }>(
      `SELECT coalesce((SELECT status = 'approved' AND decided_by_id <> $3 FROM flow_reviews
         WHERE flow_id = $1 AND revision = $2 AND status <> 'open' ORDER BY decided_at DESC, id DESC LIMIT 1), false) AS approved`,
      [flowId, revision, actorId],
    );
    return rows[0].approved;
  }

  /** Who has approved this very revision, unless somebody has rejected it since. */
  async approverOf(client: Queryable, flowId: number, revision: number): Promise<Person | null> {
    const { rows } = await client.query<Person & { status: ReviewRow['status'] }>(
      `SELECT decided_by_id AS id, decided_by AS name, status FROM flow_reviews
       WHERE flow_id = $1 AND revision = $2 AND status <> 'open' ORDER BY decided_at DESC, id DESC LIMIT 1`,
      [flowId, revision],
    );
    return rows[0]?.status === 'approved' ? { id: rows[0].id, name: rows[0].name } : null;
  }

  /** The people who have one of these roles, with the departments in which they have it; null is the whole organisation. */
  async people(client: Queryable, roles: readonly string[]): Promise<RolesOfPerson[]> {
    const { rows } = await client.query<RolesOfPerson>(
      `SELECT u.id::text AS id, u.name, array_agg(DISTINCT r.department_id::text) AS "departmentIds"
       FROM users u JOIN department_roles r ON r.user_id = u.id AND r.role = ANY($1) GROUP BY u.id ORDER BY u.id`,
      [roles],
    );
    return rows;
  }
}
