import { PROFILE_FIELDS } from '@tagloom/contracts';
import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import type { CustomerResult, CustomerRow } from './customer-state.js';
import { arrayType, assignment, columnElement } from './metric-columns.js';
import type { Runtime } from './runtime.js';

type StoredRow = { id: string; tags: number[]; tagValues: Record<string, unknown> | null; held: number[] } & {
  metricState: Buffer | null;
  lastSeenAt: number | null;
  claimReviewAt: number | null;
  nextReviewAt: number | null;
} & Record<`p_${string}`, string | null>;

const PROFILE_COLUMNS = PROFILE_FIELDS.map(({ key, type }) => (type === 'date' ? `p_${key}::text` : `p_${key}`)).join(
  ', ',
);

const SELECT = `SELECT id, ${PROFILE_COLUMNS}, tags, tag_values AS "tagValues", held, metric_state AS "metricState",
  (extract(epoch FROM last_seen_at) * 1000)::float8 AS "lastSeenAt",
  (extract(epoch FROM claim_review_at) * 1000)::float8 AS "claimReviewAt",
  (extract(epoch FROM next_review_at) * 1000)::float8 AS "nextReviewAt"
  FROM customers WHERE id = ANY($1::bigint[])`;

const SET_FIELDS = PROFILE_FIELDS.map(
  ({ key, type }) =>
    `p_${key} = CASE WHEN n.fields ? '${key}' THEN (n.fields ->> '${key}')::${type} ELSE c.p_${key} END`,
).join(', ');

const PROFILE_KEYS = PROFILE_FIELDS.map(({ key }) => [key, `p_${key}`] as const);

function profileOf(row: StoredRow): CustomerRow['profile'] {
  const profile: CustomerRow['profile'] = {};
  for (const [key, column] of PROFILE_KEYS) profile[key] = row[column];
  return profile;
}

const customerRow = (row: StoredRow): CustomerRow => ({
  id: row.id,
  profile: profileOf(row),
  tags: row.tags,
  tagValues: row.tagValues,
  held: row.held,
  metricState: row.metricState,
  lastSeenAt: row.lastSeenAt,
  claimReviewAt: row.claimReviewAt,
  nextReviewAt: row.nextReviewAt,
});

/** Reads and writes the one row per customer that evaluations live on: prepared statements, arrays in bulk. */
@Injectable()
export class CustomerRowsRepository {
  /** Locks the rows in the order of their ids, so that two transactions never wait for each other. */
  async lock(client: ClientBase, ids: readonly string[]): Promise<CustomerRow[]> {
    const text = `${SELECT} ORDER BY id FOR UPDATE`;
    const { rows } = await client.query<StoredRow>({ name: 'evaluation-lock-customers', text, values: [ids] });
    return rows.map(customerRow);
  }

  async read(client: Pick<ClientBase, 'query'>, ids: readonly string[]): Promise<CustomerRow[]> {
    const { rows } = await client.query<StoredRow>({ name: 'evaluation-read-customers', text: SELECT, values: [ids] });
    return rows.map(customerRow);
  }

  async save(client: ClientBase, runtime: Runtime, results: readonly CustomerResult[]): Promise<void> {
    if (results.length === 0) return;
    // Column names are generated from numeric metric ids, never from user text.
    const { metrics } = runtime;
    const sets = metrics.map((metric) => `, ${assignment(metric)}`).join('');
    const names = metrics.map((metric) => `, ${metric.column}`).join('');
    const arrays = metrics.map((metric, index) => `, $${10 + index}::${arrayType(metric)}`).join('');
    await client.query({
      name: `evaluation-save-customers-${runtime.version}`,
      text: `UPDATE customers c SET metric_state = n.metric_state, tags = n.tags::int[], tag_values = n.tag_values,
               held = n.held::int[], last_seen_at = to_timestamp(n.last_seen_at),
               claim_review_at = to_timestamp(n.claim_review_at),
               next_roll_at = to_timestamp(n.next_roll_at), next_review_at = to_timestamp(n.next_review_at)${sets}
             FROM unnest($1::bigint[], $2::bytea[], $3::text[], $4::jsonb[], $5::text[], $6::float8[], $7::float8[], $8::float8[],
                         $9::float8[]${arrays})
               AS n(id, metric_state, tags, tag_values, held, last_seen_at, claim_review_at, next_roll_at, next_review_at${names})
             WHERE c.id = n.id`,
      values: [
        results.map((result) => result.id),
        results.map((result) => Buffer.from(result.metricState)),
        results.map((result) => `{${result.tags.join(',')}}`),
        results.map((result) => (result.tagValues ? JSON.stringify(result.tagValues) : null)),
        results.map((result) => `{${result.held.join(',')}}`),
        results.map((result) => seconds(result.lastSeenAt)),
        results.map((result) => seconds(result.claimReviewAt)),
        results.map((result) => seconds(result.nextRollAt)),
        results.map((result) => seconds(result.nextReviewAt)),
        ...metrics.map((_metric, index) => results.map((result) => columnElement(result.metricColumns[index]))),
      ],
    });
    await this.saveFields(
      client,
      results.filter(({ fields }) => Object.keys(fields).length > 0),
    );
  }

  /** Few evaluations set a field: the statement that all of them share is spared its columns. */
  private async saveFields(client: ClientBase, results: readonly CustomerResult[]): Promise<void> {
    if (results.length === 0) return;
    await client.query({
      name: 'evaluation-save-fields',
      text: `UPDATE customers c SET ${SET_FIELDS} FROM unnest($1::bigint[], $2::jsonb[]) AS n(id, fields) WHERE c.id = n.id`,
      values: [results.map(({ id }) => id), results.map(({ fields }) => JSON.stringify(fields))],
    });
  }
}

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
