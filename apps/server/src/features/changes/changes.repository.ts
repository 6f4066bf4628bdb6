import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { CHANGE_COLUMNS, CHANGE_TABLES, type ChangeRow } from './change-view.js';

export interface ChangeFilter {
  tagId?: number;
  customerId?: string;
  flowId?: number;
}

/** Tag history, read only: other features write it in the transaction of the claim. */
@Injectable()
export class ChangesRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Newest first; `before` is the seq of the last row of the page before. */
  async list(filter: ChangeFilter, before: string | null, limit: number): Promise<ChangeRow[]> {
    const params: unknown[] = [];
    const conditions: string[] = [];
    const add = (sql: string, value: unknown) => conditions.push(`${sql} $${params.push(value)}`);
    if (filter.tagId !== undefined) add('c.tag_id =', filter.tagId);
    if (filter.customerId !== undefined) add('c.customer_id =', filter.customerId);
    if (filter.flowId !== undefined) add('c.flow_id =', filter.flowId);
    if (before !== null) add('c.seq <', before);
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    const { rows } = await this.pool.query<ChangeRow>(
      `SELECT ${CHANGE_COLUMNS} FROM ${CHANGE_TABLES} ${where} ORDER BY c.seq DESC LIMIT $${params.push(limit)}`,
      params,
    );
    return rows;
  }
}
