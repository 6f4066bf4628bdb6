import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';

export type Row = Record<string, unknown>;
export interface KeptRow {
  table: string;
  /** Null: it was not there. */
  before: Row | null;
  /** Null: it is not there any more. */
  after: Row | null;
}
/** A table whose rows belong to a tag or a group and go with it. */
interface Belonging {
  table: string;
  column: string;
}

/**
 * Rows of definitions, kept as they were, whatever columns they have. Tables that refer to a tag or a group go along by
 * themselves: whoever adds one need not know of the recycle bin.
 */
@Injectable()
export class KeptRowsRepository {
  /** Takes the rows away, with everything that refers to them, and keeps them with the operation. The number of rows. */
  async take(
    client: PoolClient,
    operationId: string,
    table: 'tags' | 'tag_groups',
    ids: readonly number[],
  ): Promise<number> {
    for (const { table: other, column } of await this.belongings(client, table))
      await this.takeWhere(client, operationId, other, `${column} = ANY ($2::int[])`, ids);
    return this.takeWhere(client, operationId, table, 'id = ANY ($2::int[])', ids);
  }

  /** `condition` on $2, never from outside. */
  async takeWhere(
    client: PoolClient,
    operationId: string,
    table: string,
    condition: string,
    value: unknown,
  ): Promise<number> {
    const { rowCount } = await client.query(
      `WITH gone AS (DELETE FROM ${table} WHERE ${condition} RETURNING *)
       INSERT INTO tag_operation_rows (operation_id, table_name, before) SELECT $1, '${table}', to_jsonb(gone) FROM gone`,
      [operationId, value],
    );
    return rowCount ?? 0;
  }

  async note(client: PoolClient, operationId: string, { table, before, after }: KeptRow): Promise<void> {
    await client.query(
      'INSERT INTO tag_operation_rows (operation_id, table_name, before, after) VALUES ($1, $2, $3, $4)',
      [operationId, table, json(before), json(after)],
    );
  }

  /** In the order of the operation; those of definitions, which are few. */
  async of(client: PoolClient, operationId: string): Promise<KeptRow[]> {
    const { rows } = await client.query<KeptRow>(
      `SELECT table_name AS "table", before, after FROM tag_operation_rows
       WHERE operation_id = $1 AND table_name <> 'customers' ORDER BY step`,
      [operationId],
    );
    return rows;
  }

  /** Puts rows back under their old ids, all of a table at once, so that they may refer to each other. */
  async putBack(client: PoolClient, table: string, kept: readonly Row[]): Promise<void> {
    const isDefinition = table === 'tags' || table === 'tag_groups';
    const rows = isDefinition ? kept : await this.withOwners(client, table, kept);
    if (rows.length === 0) return;
    const { rows: columns } = await client.query<{ list: string }>(
      `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS list FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname = ANY ($2)`,
      [table, Object.keys(rows[0])],
    );
    const { list } = columns[0];
    await client.query(
      `INSERT INTO ${table} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(rows)],
    );
  }

  /** Without the rows that also belonged to something that is gone meanwhile: a flow's slot, a department's name for a tag. */
  private async withOwners(client: PoolClient, table: string, rows: readonly Row[]): Promise<Row[]> {
    const { rows: references } = await client.query<{ column: string; other: string; key: string }>(
      `SELECT a.attname AS "column", c.confrelid::regclass::text AS other, quote_ident(b.attname) AS key FROM pg_constraint c
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
       WHERE c.contype = 'f' AND c.conrelid = $1::regclass AND c.confrelid NOT IN ('tags'::regclass, 'tag_groups'::regclass)
         AND cardinality(c.conkey) = 1`,
      [table],
    );
    let owned = [...rows];
    for (const { column, other, key } of references) {
      const asked = owned.flatMap((row) => (row[column] === null ? [] : [String(row[column])]));
      const { rows: found } = await client.query<{ id: string }>(
        `SELECT ${key}::text AS id FROM ${other} WHERE ${key}::text = ANY ($1)`,
        [asked],
      );
      const there = new Set(found.map(({ id }) => id));
      owned = owned.filter((row) => row[column] === null || there.has(String(row[column])));
    }
    return owned;
  }

  /** Tables with a foreign key to `table`, itself excepted. */
  private async belongings(client: PoolClient, table: 'tags' | 'tag_groups'): Promise<Belonging[]> {
    const { rows } = await client.query<Belonging>(
      `SELECT c.conrelid::regclass::text AS "table", quote_ident(a.attname) AS "column" FROM pg_constraint c
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       WHERE c.contype = 'f' AND c.confrelid = $1::regclass AND c.conrelid NOT IN ('tags'::regclass, 'tag_groups'::regclass)
         AND cardinality(c.conkey) = 1 ORDER BY 1, 2`,
      [table],
    );
    return rows;
  }
}

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
