import { Injectable } from '@nestjs/common';
import type { FourEyesChange, FourEyesSettings } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

type Queryable = Pick<ClientBase, 'query'>;
const COLUMNS = 'publishing AS publish, deleting AS "delete", merging AS merge, sharing AS share, bulk';
const KEPT = 200;

/** The one row that says what takes two people, and who said so when. */
@Injectable()
export class FourEyesRepository {
  async read(client: Queryable, lock: '' | 'FOR UPDATE' = ''): Promise<FourEyesSettings> {
    const { rows } = await client.query<FourEyesSettings>(`SELECT ${COLUMNS} FROM four_eyes ${lock}`);
    return rows[0];
  }

  async write(client: Queryable, settings: FourEyesSettings): Promise<void> {
    const { publish, delete: deleting, merge, share, bulk } = settings;
    await client.query('UPDATE four_eyes SET publishing = $1, deleting = $2, merging = $3, sharing = $4, bulk = $5', [
      publish,
      deleting,
      merge,
      share,
      bulk,
    ]);
  }

  async record(
    client: Queryable,
    change: { before: FourEyesSettings; after: FourEyesSettings; by: { id: string; name: string }; at: Date },
  ): Promise<void> {
    const { before, after, by, at } = change;
    await client.query(
      'INSERT INTO four_eyes_changes (before, after, by_id, by_name, at) VALUES ($1, $2, $3, $4, $5)',
      [JSON.stringify(before), JSON.stringify(after), by.id, by.name, at],
    );
  }

  /** Newest first. */
  async changes(client: Queryable): Promise<FourEyesChange[]> {
    const { rows } = await client.query<Omit<FourEyesChange, 'at'> & { at: Date }>(
      `SELECT before, after, by_name AS by, at FROM four_eyes_changes ORDER BY id DESC LIMIT ${KEPT}`,
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
