import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';

export interface InboxEvent {
  customerId: string;
  lane: number;
  typeId: number;
  source: string;
  id: string;
  occurredAtMs: number;
  properties: unknown;
}

/** Held from the allocation of `seq` to the commit, so that no event becomes visible behind a lane's cursor. */
const INBOX_LOCK = 7_302;

/** The event table is the inbox. */
@Injectable()
export class EventInboxRepository {
  /** Inserts events that are new by (source, id). Returns whether each was: of two alike in `events`, the first. */
  async insert(client: ClientBase, events: readonly InboxEvent[], receivedAtMs: number): Promise<boolean[]> {
    if (events.length === 0) return [];
    // Pipelined, in this order: the lock is held before any seq is allocated.
    const locked = client.query({ name: 'inbox-lock', text: 'SELECT pg_advisory_xact_lock($1)', values: [INBOX_LOCK] });
    const insert = client.query<{ id: string; source: string }>({
      name: 'inbox-insert',
      text: `INSERT INTO events (customer_id, lane, type_id, source, source_event_id, occurred_at, received_at, properties)
             SELECT customer_id, lane, type_id, source, id, to_timestamp(occurred_at), to_timestamp($7), properties
             FROM unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[], $6::float8[], $8::jsonb[])
               AS n(customer_id, lane, type_id, source, id, occurred_at, properties)
             ON CONFLICT (source_event_id, source) DO NOTHING
             RETURNING source_event_id AS id, source`,
      values: [
        events.map((event) => event.customerId),
        events.map((event) => event.lane),
        events.map((event) => event.typeId),
        events.map((event) => event.source),
        events.map((event) => event.id),
        events.map((event) => event.occurredAtMs / 1000),
        receivedAtMs / 1000,
        events.map((event) => JSON.stringify(event.properties)),
      ],
    });
    const [, { rows }] = await Promise.all([locked, insert]);
    if (rows.length === events.length) return events.map(() => true);
    const inserted = new Set(rows.map(identify));
    // The first of two alike takes the row, the second finds it gone.
    return events.map((event) => inserted.delete(identify(event)));
  }
}

const identify = ({ id, source }: { id: string; source: string }): string => `${source}\u0001${id}`;
