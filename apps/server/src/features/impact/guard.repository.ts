import { Injectable } from '@nestjs/common';
import type { GuardSettings } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

type Queryable = Pick<ClientBase, 'query'>;

/** The one row that says when publishing asks for a second person. */
@Injectable()
export class GuardRepository {
  async read(client: Queryable): Promise<GuardSettings> {
    const { rows } = await client.query<GuardSettings>(
      'SELECT share, min_customers AS "minCustomers" FROM publish_guard',
    );
    return rows[0];
  }

  async write(client: Queryable, { share, minCustomers }: GuardSettings): Promise<void> {
    await client.query('UPDATE publish_guard SET share = $1, min_customers = $2', [share, minCustomers]);
  }
}
