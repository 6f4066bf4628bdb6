import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { rowInstant } from '../../platform/paging/query.js';
import { ScopedReads } from '../catalog/scoped-reads.js';
import { CHANGE_TABLES, changeColumns, type ChangeRow } from '../changes/change-view.js';

/** Where a page ended. At one instant the changes that an event caused are shown above it. */
export interface TimelinePosition {
  at: string;
  kind: 'event' | 'change';
  seq: string;
}
export interface EventRow {
  seq: string;
  type: string;
  source: string;
  occurred_at: string;
  properties: Record<string, unknown>;
}

/** Events and changes of one customer, each newest first behind a position. */
@Injectable()
export class TimelineRepository {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly scoped: ScopedReads,
  ) {}

  async events(customerId: string, after: TimelinePosition | null, limit: number): Promise<EventRow[]> {
    const seek = this.seek(after, 'event', 'e.occurred_at', 'e.seq');
    const { rows } = await this.pool.query<EventRow>(
      `SELECT e.seq::text AS seq, coalesce(t.name, '') AS type, e.source, ${rowInstant('e.occurred_at')} AS occurred_at, e.properties
       FROM events e LEFT JOIN event_types t ON t.id = e.type_id
       WHERE e.customer_id = $1 ${seek.sql} ORDER BY e.occurred_at DESC, e.seq DESC LIMIT $2`,
      [customerId, limit, ...seek.params],
    );
    return rows;
  }

  async changes(
    context: ActorContext,
    customerId: string,
    after: TimelinePosition | null,
    limit: number,
  ): Promise<ChangeRow[]> {
    const seek = this.seek(after, 'change', 'c.effective_at', 'c.seq');
    return this.scoped.read(context, async (client, filterTags) => {
      const params: unknown[] = [customerId, limit, ...seek.params];
      const push = (value: unknown) => params.push(value);
      const filter = filterTags('masked', 'c.tag_id', push);
      const { rows } = await client.query<ChangeRow>(
        `SELECT ${changeColumns(filterTags('masked', 'w.tag_id', push))} FROM ${CHANGE_TABLES}
       WHERE c.customer_id = $1 AND ${filter} ${seek.sql} ORDER BY c.effective_at DESC, c.seq DESC LIMIT $2`,
        params,
      );
      return rows;
    });
  }

  private seek(after: TimelinePosition | null, kind: TimelinePosition['kind'], at: string, seq: string) {
    if (after === null) return { sql: '', params: [] };
    if (after.kind === kind)
      return { sql: `AND (${at}, ${seq}) < ($3::timestamptz, $4::bigint)`, params: [after.at, after.seq] };
    // behind a change, the events of its instant are still to come; behind an event, its instant's changes are done
    return { sql: `AND ${at} ${kind === 'event' ? '<=' : '<'} $3::timestamptz`, params: [after.at] };
  }
}
