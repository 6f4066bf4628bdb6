import { Injectable } from '@nestjs/common';
import type { DeliveryStatus, Recipient } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import type { EffectOrder, WrittenOrder } from './effect-order.js';
import type { TargetOf } from './target-names.js';

export interface SettledProposal {
  customerId: string;
  deliveryId: string;
  made: boolean;
  receipt: Record<string, unknown>;
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

@Injectable()
export class OutboxRepository {
  /** The new ones, each with the id of its row. */
  async insert(client: ClientBase, orders: readonly EffectOrder[], targetOf: TargetOf): Promise<WrittenOrder[]> {
    const column = <T>(read: (order: EffectOrder) => T): T[] => orders.map(read);
    const starts = orders.map((order) => startOf(order, targetOf(order).endpointId === null));
    const { rows } = await client.query<{ id: string; customerId: string; dedupeKey: string }>({
      name: 'outbox-insert',
      text: `INSERT INTO deliveries (customer_id, dedupe_key, flow_id, flow_version, flow_name, action_node_id, slot_id, kind, action,
               endpoint_id, target, event_seq, run_id, evidence, status, receipt, error, created_at, next_attempt_at, finished_at)
             SELECT customer_id, dedupe_key, flow_id, flow_version, flow_name, action_node_id, slot_id, kind, action,
               endpoint_id, target, event_seq, run_id, evidence, status, receipt, error, to_timestamp(at),
               CASE WHEN status = 'pending' THEN to_timestamp(at) END, CASE WHEN status <> 'pending' THEN to_timestamp(at) END
             FROM unnest($1::bigint[], $2::text[], $3::int[], $4::int[], $5::text[], $6::text[], $7::int[], $8::text[], $9::jsonb[],
               $10::int[], $11::text[], $12::bigint[], $13::bigint[], $14::jsonb[], $15::text[], $16::jsonb[], $17::text[], $18::float8[])
               AS n(customer_id, dedupe_key, flow_id, flow_version, flow_name, action_node_id, slot_id, kind, action,
               endpoint_id, target, event_seq, run_id, evidence, status, receipt, error, at)
             ON CONFLICT (customer_id, dedupe_key) DO NOTHING
             RETURNING id::text AS id, customer_id::text AS "customerId", dedupe_key AS "dedupeKey"`,
      values: [
        column(({ customerId }) => customerId),
        column(({ dedupeKey }) => dedupeKey),
        column(({ flowId }) => flowId),
        column(({ flowVersion }) => flowVersion),
        column(({ flowName }) => flowName),
        column(({ actionNodeId }) => actionNodeId),
        column(({ slotId }) => slotId),
        column(({ data }) => data.action),
        column(({ data }) => JSON.stringify(data)),
        column((order) => targetOf(order).endpointId ?? 0),
        column((order) => targetOf(order).name),
        column(({ eventSeq }) => eventSeq),
        column(({ runId }) => runId),
        column(({ evidence }) => json(evidence)),
        starts.map(({ status }) => status),
        starts.map(({ receipt }) => json(receipt)),
        starts.map(({ error }) => error),
        column(({ at }) => at / 1000),
      ],
    });
    const ids = new Map(rows.map(({ id, customerId, dedupeKey }) => [`${customerId}/${dedupeKey}`, id]));
    return orders.flatMap((order) => {
      const key = `${order.customerId}/${order.dedupeKey}`;
      const deliveryId = ids.get(key);
      // Of two orders with one key, the first is the one that was written.
      ids.delete(key);
      return deliveryId === undefined ? [] : [{ ...order, deliveryId }];
    });
  }

  async settleProposals(client: ClientBase, settled: readonly SettledProposal[]): Promise<void> {
    await client.query(
      `UPDATE deliveries d SET status = n.status, receipt = n.receipt
       FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::jsonb[]) AS n(customer_id, id, status, receipt)
       WHERE d.customer_id = n.customer_id AND d.id = n.id`,
      [
        settled.map(({ customerId }) => customerId),
        settled.map(({ deliveryId }) => deliveryId),
        settled.map(({ made }): DeliveryStatus => (made ? 'delivered' : 'cancelled')),
        settled.map(({ receipt }) => JSON.stringify(receipt)),
      ],
    );
  }

  /** A person, or a team (a department, a role) until one of its people takes the customer. */
  async setOwners(client: ClientBase, owners: ReadonlyMap<string, Recipient>): Promise<void> {
    const recipients = [...owners.values()];
    await client.query(
      `UPDATE customers c SET owner_kind = n.kind, owner_id = n.owner, owner_role = n.role
       FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[]) AS n(id, kind, owner, role)
       WHERE c.id = n.id AND (c.owner_kind, c.owner_id, c.owner_role) IS DISTINCT FROM (n.kind, n.owner, n.role)`,
      [
        [...owners.keys()],
        recipients.map(({ kind }) => kind),
        recipients.map((to) => (to.kind === 'role' ? null : to.id)),
        recipients.map((to) => (to.kind === 'role' ? to.role : null)),
      ],
    );
  }
}

interface Start {
  status: DeliveryStatus;
  receipt: Record<string, unknown> | null;
  error: string | null;
}

/** What happens in the database is done with this transaction; the rest waits for a worker. */
function startOf({ data, receipt }: EffectOrder, isTargetGone: boolean): Start {
  if (isTargetGone) return { status: 'failed', receipt: null, error: 'endpoint_not_found' };
  if (data.action === 'setField' || data.action === 'propose') return { status: 'delivered', receipt, error: null };
  if (data.action === 'assign') return { status: 'delivered', receipt: { recipient: data.to }, error: null };
  return { status: 'pending', receipt: null, error: null };
}
