import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Locale, Role } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

type Queryable = Pick<ClientBase, 'query'>;

/** Who is behind an actor: `kind:id`, or, behind keys of before that was kept, no more than a name. */
export interface Behind {
  key: string | null;
  name: string;
}

/** A key of a key of a key: nobody makes longer chains. */
const LONGEST_CHAIN = 20;

/** People as those who act: where they could, and behind which keys they stand. */
@Injectable()
export class People {
  /** Everybody who has one of these roles, once for each place in which they have it. */
  async having(client: Queryable, roles: readonly Role[]): Promise<ActorContext[]> {
    const { rows } = await client.query<{
      id: string;
      name: string;
      locale: Locale;
      role: Role;
      departmentId: string | null;
    }>(
      `SELECT u.id::text AS id, u.name, u.locale, r.role, r.department_id::text AS "departmentId"
       FROM users u JOIN department_roles r ON r.user_id = u.id AND r.role = ANY ($1) ORDER BY u.id, r.id`,
      [roles],
    );
    return rows.map(({ id, name, ...acting }) => ({ actor: { kind: 'person' as const, id, name }, ...acting }));
  }

  /** The person who made the key, or the key that made it, and so on; a person is behind themselves. */
  async behind(client: Queryable, actorKey: string, name: string): Promise<Behind> {
    let at: Behind = { key: actorKey, name };
    for (let step = 0; step < LONGEST_CHAIN; step += 1) {
      const id = /^api:(\d+)$/.exec(at.key ?? '')?.[1];
      if (id === undefined) return at;
      const { rows } = await client.query<Behind>(
        'SELECT created_by_id AS key, created_by AS name FROM api_keys WHERE id = $1::bigint',
        [id],
      );
      if (rows.length === 0) return at;
      at = rows[0];
    }
    return at;
  }

  /** The same person, as far as is known: where only a name is, a namesake counts. */
  async areSame(
    client: Queryable,
    one: { id: string; name: string },
    other: { id: string; name: string },
  ): Promise<boolean> {
    if (one.id === other.id) return true;
    const [a, b] = [await this.behind(client, one.id, one.name), await this.behind(client, other.id, other.name)];
    return a.key === null || b.key === null ? a.name === b.name : a.key === b.key;
  }

  /** The keys that this actor made, and those that these made, as `api:id`. */
  async keysOf(client: Queryable, actorKey: string): Promise<string[]> {
    const { rows } = await client.query<{ key: string }>(
      `WITH RECURSIVE made AS (
         SELECT 'api:' || id AS key FROM api_keys WHERE created_by_id = $1
         UNION SELECT 'api:' || k.id FROM made m JOIN api_keys k ON k.created_by_id = m.key
       ) SELECT key FROM made`,
      [actorKey],
    );
    return rows.map(({ key }) => key);
  }
}
