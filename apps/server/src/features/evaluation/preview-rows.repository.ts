import { Injectable } from '@nestjs/common';
import { PROFILE_FIELDS } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import type { CustomerRow } from './customer-state.js';
import { PopulationRepository, type Selection } from './population.repository.js';

/** The customers of a stretch whom a department looks after; null is no department. */
export interface DepartmentCount {
  id: string | null;
  name: string | null;
  customers: number;
}

/** A customer as a preview reads them. */
export interface PreviewRow {
  row: CustomerRow;
  departmentId: string | null;
}

/** What of a customer's row is read: of the profile, these fields alone. */
export interface PreviewNeeds {
  fields: readonly string[];
  readsMetrics: boolean;
}

type StoredRow = Pick<CustomerRow, 'id' | 'tags' | 'tagValues' | 'held' | 'metricState' | 'claimReviewAt'> & {
  departmentId: string | null;
} & Record<`p_${string}`, string | null>;

/** A department looks after a customer itself, or one of its people does: in the first of their departments. */
const DEPARTMENT = `CASE c.owner_kind WHEN 'department' THEN c.owner_id
  WHEN 'user' THEN (SELECT r.department_id FROM department_roles r
    WHERE r.user_id = c.owner_id AND r.department_id IS NOT NULL ORDER BY r.id LIMIT 1) END`;

/** Everyone's calendar, and the name of those who are shown. */
const ALWAYS = ['time_zone', 'name'];

/** Customers as previews need them: no more than that, for there are many. */
@Injectable()
export class PreviewRowsRepository {
  constructor(private readonly population: PopulationRepository) {}

  async total(client: ClientBase): Promise<number> {
    const { rows } = await client.query<{ total: number }>('SELECT count(*)::int AS total FROM customers');
    return rows[0].total;
  }

  /** The stretch of so many customers behind `cursor`: where it ends, and who looks after them. */
  async stretch(
    client: ClientBase,
    cursor: string,
    limit: number,
  ): Promise<{ upTo: string | null; customers: number; departments: DepartmentCount[] }> {
    const { rows } = await client.query<DepartmentCount & { upTo: string }>(
      `SELECT n.id::text AS id, d.name, n.customers, n."upTo"
       FROM (SELECT ${DEPARTMENT} AS id, count(*)::int AS customers, max(c.id) AS "upTo"
             FROM (SELECT id, owner_kind, owner_id FROM customers WHERE id > $1 ORDER BY id LIMIT ${limit}) c GROUP BY 1) n
       LEFT JOIN departments d ON d.id = n.id ORDER BY n."upTo" DESC`,
      [cursor],
    );
    return {
      upTo: rows[0]?.upTo ?? null,
      customers: rows.reduce((sum, { customers }) => sum + customers, 0),
      departments: rows.map(({ id, name, customers }) => ({ id, name, customers })),
    };
  }

  /** The candidates behind `from`, up to `to`. Without a selection everyone is one. */
  async candidates(
    client: ClientBase,
    selection: Selection | null,
    { fields, readsMetrics }: PreviewNeeds,
    from: string,
    to: string,
  ): Promise<PreviewRow[]> {
    const keys = PROFILE_FIELDS.filter(({ key }) => ALWAYS.includes(key) || fields.includes(key));
    const profile = keys.map(({ key, type }) => (type === 'date' ? `c.p_${key}::text` : `c.p_${key}`)).join(', ');
    const columns = `c.id, ${profile}, c.tags, c.tag_values AS "tagValues", c.held,
      ${readsMetrics ? 'c.metric_state' : 'NULL::bytea'} AS "metricState",
      (extract(epoch FROM c.claim_review_at) * 1000)::float8 AS "claimReviewAt", (${DEPARTMENT})::text AS "departmentId"`;
    const rows = await this.population.select<StoredRow>(client, columns, selection, from, to);
    const names = keys.map(({ key }) => [key, `p_${key}`] as const);
    return rows.map((stored) => ({ row: customerRow(stored, names), departmentId: stored.departmentId }));
  }
}

/** Whether and when someone was seen, and when to look again, is not what a run asks. */
function customerRow(stored: StoredRow, names: readonly (readonly [string, `p_${string}`])[]): CustomerRow {
  const { id, tags, tagValues, held, metricState, claimReviewAt } = stored;
  const profile: CustomerRow['profile'] = {};
  for (const [key, column] of names) profile[key] = stored[column];
  return { id, profile, tags, tagValues, held, metricState, claimReviewAt, lastSeenAt: null, nextReviewAt: null };
}
