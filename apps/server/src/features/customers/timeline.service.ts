import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import { Id, type TimelineEntry, type TimelineResponse } from '@tagloom/contracts';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { RowInstant } from '../../platform/paging/query.js';
import { ChangeScope } from '../changes/change-scope.js';
import { CustomersRepository } from './customers.repository.js';
import { customerNotFound } from './customers.service.js';
import { type EventRow, type TimelinePosition, TimelineRepository } from './timeline.repository.js';

const Position: z.ZodType<TimelinePosition> = z.strictObject({
  at: RowInstant,
  kind: z.enum(['event', 'change']),
  seq: Id,
});

/** What a customer did and what that came to, as one list, newest first. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly customers: CustomersRepository,
    private readonly repository: TimelineRepository,
    private readonly scope: ChangeScope,
  ) {}

  async page(context: ActorContext, id: string, query: { cursor?: string; size: number }): Promise<TimelineResponse> {
    requireScope(context);
    if (!(await this.customers.exists(id))) throw customerNotFound(id);
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor, id, Position, 'cursor');
    const [events, changes] = await Promise.all([
      this.repository.events(id, after, query.size + 1),
      this.repository.changes(context, id, after, query.size + 1),
    ]);
    const shown = await this.scope.show(context, changes);
    const merged = [
      ...events.map(eventEntry),
      ...shown.map((change): TimelineEntry => ({ kind: 'change', at: change.effectiveAt, change })),
    ].sort(newestFirst);
    const entries = merged.slice(0, query.size);
    const last = entries.at(-1);
    return { entries, nextCursor: merged.length > query.size && last ? encodeCursor(id, positionOf(last)) : null };
  }
}

const eventEntry = (row: EventRow): TimelineEntry => ({
  kind: 'event',
  at: row.occurred_at,
  event: { id: row.seq, type: row.type, source: row.source, occurredAt: row.occurred_at, properties: row.properties },
});

const seqOf = (entry: TimelineEntry) => (entry.kind === 'event' ? entry.event.id : entry.change.id);
const positionOf = (entry: TimelineEntry): TimelinePosition => ({ at: entry.at, kind: entry.kind, seq: seqOf(entry) });

/** The order of the two queries: instants have one width, so that texts compare as they do. */
function newestFirst(a: TimelineEntry, b: TimelineEntry): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  if (a.kind !== b.kind) return a.kind === 'event' ? 1 : -1;
  return BigInt(seqOf(a)) < BigInt(seqOf(b)) ? 1 : -1;
}
