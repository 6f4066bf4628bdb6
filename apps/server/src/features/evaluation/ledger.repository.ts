import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import type { ChangeRecord, ClaimRecord } from './ledger.js';

interface CustomerClaim {
  customerId: string;
  claim: ClaimRecord;
}

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

type CustomersClaim = ClaimRecord & { customerId: string };

const CLAIMS = `SELECT customer_id AS "customerId", id, tag_id AS "tagId", source, source_id AS "sourceId", source_name AS "sourceName",
    slot_id AS "slotId", stance, value, priority, flow_version AS "flowVersion", run_id AS "runId",
    event_seq AS "eventSeq", (extract(epoch FROM since) * 1000)::float8 AS since,
    (extract(epoch FROM expires_at) * 1000)::float8 AS "expiresAt", reason
  FROM claims WHERE customer_id = ANY($1::bigint[])`;

/** Everyone who was asked about has an entry. */
function byCustomer(rows: readonly CustomersClaim[], customerIds: readonly string[]): Map<string, ClaimRecord[]> {
  const claims = new Map<string, ClaimRecord[]>(customerIds.map((id) => [id, []]));
  for (const { customerId, ...claim } of rows) claims.get(customerId)?.push(claim);
  return claims;
}

/** The only writer of claims and changes. */
@Injectable()
export class LedgerRepository {
  async load(client: ClientBase, customerIds: readonly string[]): Promise<Map<string, ClaimRecord[]>> {
    const { rows } = await client.query<CustomersClaim>({
      name: 'evaluation-load-claims',
      text: CLAIMS,
      values: [customerIds],
    });
    return byCustomer(rows, customerIds);
  }

  /** Their claims on these tags. */
  async loadOn(
    client: ClientBase,
    customerIds: readonly string[],
    tagIds: Iterable<number>,
  ): Promise<Map<string, ClaimRecord[]>> {
    const { rows } = await client.query<CustomersClaim>({
      name: 'evaluation-load-claims-on',
      text: `${CLAIMS} AND tag_id = ANY($2::int[])`,
      values: [customerIds, [...tagIds]],
    });
    return byCustomer(rows, customerIds);
  }

  async remove(client: ClientBase, removed: readonly CustomerClaim[]): Promise<void> {
    if (removed.length === 0) return;
    await client.query({
      name: 'evaluation-remove-claims',
      text: `DELETE FROM claims c USING unnest($1::bigint[], $2::bigint[]) AS r(customer_id, id)
             WHERE c.customer_id = r.customer_id AND c.id = r.id`,
      values: [removed.map(({ customerId }) => customerId), removed.map(({ claim }) => claim.id)],
    });
  }

  async insert(client: ClientBase, inserted: readonly CustomerClaim[]): Promise<void> {
    if (inserted.length === 0) return;
    const column = <T>(read: (claim: ClaimRecord) => T): T[] => inserted.map(({ claim }) => read(claim));
    await client.query({
      name: 'evaluation-insert-claims',
      text: `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, slot_id, stance, value, priority,
               flow_version, run_id, event_seq, since, expires_at, reason)
             SELECT customer_id, tag_id, source, source_id, source_name, slot_id, stance, value, priority,
               flow_version, run_id, event_seq, to_timestamp(since), to_timestamp(expires_at), reason
             FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::jsonb[], $9::int[],
               $10::int[], $11::bigint[], $12::bigint[], $13::float8[], $14::float8[], $15::text[])
               AS n(customer_id, tag_id, source, source_id, source_name, slot_id, stance, value, priority,
               flow_version, run_id, event_seq, since, expires_at, reason)`,
      values: [
        inserted.map(({ customerId }) => customerId),
        column((claim) => claim.tagId),
        column((claim) => claim.source),
        column((claim) => claim.sourceId),
        column((claim) => claim.sourceName),
        column((claim) => claim.slotId),
        column((claim) => claim.stance),
        column((claim) => json(claim.value)),
        column((claim) => claim.priority),
        column((claim) => claim.flowVersion),
        column((claim) => claim.runId),
        column((claim) => claim.eventSeq),
        column((claim) => seconds(claim.since)),
        column((claim) => seconds(claim.expiresAt)),
        column((claim) => claim.reason),
      ],
    });
  }

  async append(client: ClientBase, changes: readonly ChangeRecord[]): Promise<void> {
    if (changes.length === 0) return;
    const column = <T>(read: (change: ChangeRecord) => T): T[] => changes.map(read);
    await client.query({
      name: 'evaluation-append-changes',
      text: `INSERT INTO changes (customer_id, tag_id, kind, actor_kind, actor_id, actor_name, flow_id, flow_version, run_id,
               event_seq, held_before, held_after, value_before, value_after, effective_at, reason, evidence)
             SELECT customer_id, tag_id, kind, actor_kind, actor_id, actor_name, flow_id, flow_version, run_id,
               event_seq, held_before, held_after, value_before, value_after, to_timestamp(effective_at), reason, evidence
             FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::bigint[],
               $10::bigint[], $11::boolean[], $12::boolean[], $13::jsonb[], $14::jsonb[], $15::float8[], $16::text[], $17::jsonb[])
               AS n(customer_id, tag_id, kind, actor_kind, actor_id, actor_name, flow_id, flow_version, run_id,
               event_seq, held_before, held_after, value_before, value_after, effective_at, reason, evidence)`,
      values: [
        column((change) => change.customerId),
        column((change) => change.tagId),
        column((change) => change.kind),
        column((change) => change.actorKind),
        column((change) => change.actorId),
        column((change) => change.actorName),
        column((change) => change.flowId),
        column((change) => change.flowVersion),
        column((change) => change.runId),
        column((change) => change.eventSeq),
        column((change) => change.heldBefore),
        column((change) => change.heldAfter),
        column((change) => json(change.valueBefore)),
        column((change) => json(change.valueAfter)),
        column((change) => seconds(change.effectiveAt)),
        column((change) => change.reason),
        column((change) => json(change.evidence)),
      ],
    });
  }
}
