import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { ScopedReads } from '../catalog/scoped-reads.js';
import { CHANGE_TABLES, changeColumns, type ChangeRow } from './change-view.js';

export interface ChangeFilter {
  tagId?: number;
  customerId?: string;
  flowId?: number;
}

/** Tag history, read only: other features write it in the transaction of the claim. */
@Injectable()
export class ChangesRepository {
  constructor(private readonly scoped: ScopedReads) {}

  /** Newest first; `before` is the seq of the last row of the page before. */
  async list(context: ActorContext, filter: ChangeFilter, before: string | null, limit: number): Promise<ChangeRow[]> {
    return this.scoped.read(context, async (client, filterTags) => {
      const params: unknown[] = [];
      const push = (value: unknown) => params.push(value);
      const conditions = [filterTags('masked', 'c.tag_id', push)];
      const add = (sql: string, value: unknown) => conditions.push(`${sql} $${push(value)}`);
      if (filter.tagId !== undefined) add('c.tag_id =', filter.tagId);
      if (filter.customerId !== undefined) add('c.customer_id =', filter.customerId);
      if (filter.flowId !== undefined) add('c.flow_id =', filter.flowId);
      if (before !== null) add('c.seq <', before);
      const { rows } = await client.query<ChangeRow>(
        `SELECT ${changeColumns(filterTags('masked', 'w.tag_id', push))} FROM ${CHANGE_TABLES} WHERE ${conditions.join(' AND ')}
         ORDER BY c.seq DESC LIMIT $${push(limit)}`,
        params,
      );
      return rows;
    });
  }

  async find(context: ActorContext, seq: string): Promise<ChangeRow | null> {
    return this.scoped.read(context, async (client, filterTags) => {
      const params: unknown[] = [seq];
      const push = (value: unknown) => params.push(value);
      const filter = filterTags('masked', 'c.tag_id', push);
      const { rows } = await client.query<ChangeRow>(
        `SELECT ${changeColumns(filterTags('masked', 'w.tag_id', push))} FROM ${CHANGE_TABLES} WHERE c.seq = $1::bigint AND ${filter}`,
        params,
      );
      return rows[0] ?? null;
    });
  }
}
