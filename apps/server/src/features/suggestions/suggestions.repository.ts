import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { SuggestionStatus } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { ScopedReads } from '../catalog/scoped-reads.js';
import { SUGGESTION_COLUMNS, SUGGESTION_TABLES, type SuggestionRow } from './suggestion-view.js';

export interface SuggestionFilter {
  status?: SuggestionStatus;
  customerId?: string;
  flowId?: number;
}
export interface Decision {
  status: 'accepted' | 'declined';
  decidedBy: string;
  reason: string | null;
  at: Date;
}

@Injectable()
export class SuggestionsRepository {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly scoped: ScopedReads,
  ) {}

  /** Newest first; `before` is the id of the last row of the page before. */
  async list(
    context: ActorContext,
    filter: SuggestionFilter,
    before: string | null,
    limit: number,
  ): Promise<SuggestionRow[]> {
    return this.scoped.read(context, async (client, filterTags) => {
      const params: unknown[] = [];
      const conditions = [filterTags('read', 's.tag_id', (value) => params.push(value))];
      const add = (sql: string, value: unknown) => conditions.push(`${sql} $${params.push(value)}`);
      if (filter.status !== undefined) add('s.status =', filter.status);
      if (filter.customerId !== undefined) add('s.customer_id =', filter.customerId);
      if (filter.flowId !== undefined) add('s.flow_id =', filter.flowId);
      if (before !== null) add('s.id <', before);
      const { rows } = await client.query<SuggestionRow>(
        `SELECT ${SUGGESTION_COLUMNS} FROM ${SUGGESTION_TABLES} WHERE ${conditions.join(' AND ')}
       ORDER BY s.id DESC LIMIT $${params.push(limit)}`,
        params,
      );
      return rows;
    });
  }

  async open(context: ActorContext): Promise<number> {
    return this.scoped.read(context, async (client, filterTags) => {
      const params: unknown[] = [];
      const filter = filterTags('read', 'tag_id', (value) => params.push(value));
      const { rows } = await client.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM suggestions WHERE status = 'open' AND ${filter}`,
        params,
      );
      return rows[0].count;
    });
  }

  async find(client: ClientBase | null, id: string): Promise<SuggestionRow | null> {
    const { rows } = await (client ?? this.pool).query<SuggestionRow>(
      `SELECT ${SUGGESTION_COLUMNS} FROM ${SUGGESTION_TABLES} WHERE s.id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Evaluations lock the customer before they write suggestions; who decides does it in the same order. */
  async lockCustomer(client: ClientBase, customerId: string): Promise<void> {
    await client.query('SELECT FROM customers WHERE id = $1 FOR UPDATE', [customerId]);
  }

  /** False when it is decided already. */
  async decide(client: ClientBase, id: string, { status, decidedBy, reason, at }: Decision): Promise<boolean> {
    const { rowCount } = await client.query(
      `UPDATE suggestions SET status = $2, decided_by = $3, reason = $4, decided_at = $5 WHERE id = $1 AND status = 'open'`,
      [id, status, decidedBy, reason, at],
    );
    return rowCount === 1;
  }

  /** Withdraws what waits although the tag has come by another way. */
  async withdrawHeld(at: Date): Promise<number> {
    const { rowCount } = await this.pool.query(
      `UPDATE suggestions s SET status = 'withdrawn', decided_at = $1 FROM customers c
       WHERE s.status = 'open' AND c.id = s.customer_id AND s.tag_id = ANY(c.tags)
         AND (s.value = 'null' OR c.tag_values -> s.tag_id::text @> s.value)`,
      [at],
    );
    return rowCount ?? 0;
  }
}
