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

/** The event table is the inbox. */
@Injectable()
export class EventInboxRepository {
  /** Inserts events that are new by (source, id). Returns whether each was: of two alike in `events`, the first. */
  async insert(
    client: Pick<ClientBase, 'query'>,
    events: readonly InboxEvent[],
    receivedAtMs: number,
  ): Promise<boolean[]> {
    if (events.length === 0) return [];
    const { rows } = await client.query<{ id: string; source: string }>({
      name: 'inbox-accept',
      text: 'SELECT id, source FROM accept_events($1, $2, $3, $4, $5, $6, $7, $8)',
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
    if (rows.length === events.length) return events.map(() => true);
    const inserted = new Set(rows.map(identify));
    // The first of two alike takes the row, the second finds it gone.
    return events.map((event) => inserted.delete(identify(event)));
  }
}

const identify = ({ id, source }: { id: string; source: string }): string => `${source}\u0001${id}`;
