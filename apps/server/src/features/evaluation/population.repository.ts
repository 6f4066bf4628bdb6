import { Inject, Injectable } from '@nestjs/common';
import type { ClientBase, Pool } from 'pg';
import { MAX_PARAMS } from '../../platform/database/max-params.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { deviationSql, type Deviation } from './deviation-sql.js';
import type { Runtime, RuntimeFlow } from './runtime.js';

/** A stretch of customers in the order of their ids, and those among them whom the rules may have to change. */
export interface Stretch {
  /** The last id of the stretch; null when there are no more customers. */
  upTo: string | null;
  customers: number;
  candidates: string[];
  /** They are those whom the rules would change, and not just everyone. */
  isSelected: boolean;
}

/** Customers per statement: long enough to be read in one go, short enough that progress is seen. */
const STRETCH = 50_000;

/** Asks the database which customers of a population could change: one pass with all rules, instead of asking each customer. */
@Injectable()
export class PopulationRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /**
   * SQL for the flows at `now`, or null when one of them can only be decided by asking every customer. Whoever holds one of the
   * `freed` slots is among them: it counts as not held once its claim is gone.
   */
  selection(
    runtime: Runtime,
    flows: readonly RuntimeFlow[],
    now: Date,
    freed: readonly number[] = [],
  ): Selection | null {
    const params: unknown[] = [now.getTime() / 1000];
    // A timer that works leaves none of these; one that was lost is found here.
    const terms = ['next_review_at', 'next_roll_at', 'claim_review_at'].map((at) => `c.${at} <= to_timestamp($1)`);
    const { loaded, timeZone } = runtime;
    const context = { catalog: loaded.catalog, slots: [...runtime.slots.values()].flat(), now, timeZone };
    const written = deviationSql(flows, { ...context, startIndex: params.length + 1 });
    if (!written) return null;
    terms.push(written.sql);
    params.push(...written.params);
    if (freed.length > 0) {
      params.push(freed);
      terms.push(`c.held && $${params.length}::int[]`);
    }
    return params.length > MAX_PARAMS ? null : { sql: terms.join(' OR '), from: written.from, params };
  }

  /** The stretch that begins behind `cursor`. */
  stretch(selection: Selection, cursor: string): Promise<Stretch> {
    return inTransaction(this.pool, async (client) => {
      const end = await this.stretchEnd(client, selection, cursor, STRETCH);
      const rows =
        end.upTo === null ? [] : await this.select<{ id: string }>(client, 'c.id', selection, cursor, end.upTo);
      return { ...end, candidates: rows.map(({ id }) => id), isSelected: true };
    });
  }

  /** Where a stretch of so many customers behind `cursor` ends, in the caller's transaction. */
  async stretchEnd(
    client: ClientBase,
    selection: Selection | null,
    cursor: string,
    limit: number,
  ): Promise<Pick<Stretch, 'upTo' | 'customers'>> {
    const { rows } = await client.query<Pick<Stretch, 'upTo' | 'customers'>>(
      `SELECT max(id) AS "upTo", count(*)::int AS customers
       FROM (SELECT id FROM customers c WHERE c.id > $1 AND ${seenSql(selection)} ORDER BY id LIMIT ${limit}) stretch`,
      [cursor],
    );
    return rows[0];
  }

  /** Columns of the candidates behind `cursor`, up to `upTo`, in the order of their ids. Without a selection everyone is one. */
  async select<T extends object>(
    client: ClientBase,
    columns: string,
    selection: Selection | null,
    cursor: string,
    upTo: string,
  ): Promise<T[]> {
    // compiling a hundred predicates takes longer than running them
    await client.query('SET LOCAL jit = off');
    const { sql, from: joined, params } = selection ?? EVERYONE;
    const [from, to] = [params.length + 1, params.length + 2];
    const { rows } = await client.query<T>(
      `SELECT ${columns} FROM customers c ${joined}
       WHERE c.id > $${from} AND c.id <= $${to} AND ${seenSql(selection)} AND (${sql}) ORDER BY c.id`,
      [...params, cursor, upTo],
    );
    return rows;
  }

  /** How many customers there are, and how many of them are candidates: one pass. */
  async count(client: ClientBase, { sql, from, params }: Selection): Promise<{ total: number; candidates: number }> {
    await client.query('SET LOCAL jit = off');
    const { rows } = await client.query<{ total: number; candidates: number }>(
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE ${sql})::int AS candidates FROM customers c ${from}`,
      [...params],
    );
    return rows[0];
  }
}

export interface Selection extends Deviation {
  /** Of those alone who had an event from then on, in epoch milliseconds; everyone when absent or null. */
  since?: number | null;
}

const EVERYONE: Selection = { sql: 'true', from: '', params: [] };

function seenSql(selection: Selection | null): string {
  const since = selection?.since ?? null;
  return since === null ? 'true' : `c.last_seen_at >= to_timestamp(${Number(since) / 1000})`;
}
