import type { ClientBase } from 'pg';

type Queryable = Pick<ClientBase, 'query'>;
/** An id, its revision, and whose it is: another one after any change of what the definition says. */
export type DefinitionState = readonly (string | number | null)[];

/** Of those that are there, in the order of their ids. */
export async function tagStates(client: Queryable, ids: readonly number[]): Promise<DefinitionState[]> {
  const { rows } = await client.query<{ state: DefinitionState }>(
    `SELECT jsonb_build_array(id, revision, scope, owner_department_id::text, owner_user_id::text, group_id) AS state
     FROM tags WHERE id = ANY ($1::int[]) ORDER BY id`,
    [ids],
  );
  return rows.map(({ state }) => state);
}

/** Of those that are there, in the order of their ids. */
export async function groupStates(client: Queryable, ids: readonly number[]): Promise<DefinitionState[]> {
  const { rows } = await client.query<{ state: DefinitionState }>(
    `SELECT jsonb_build_array(id, revision, parent_id, owner_department_id::text) AS state
     FROM tag_groups WHERE id = ANY ($1::int[]) ORDER BY id`,
    [ids],
  );
  return rows.map(({ state }) => state);
}
