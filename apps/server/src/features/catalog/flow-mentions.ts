import type { PoolClient } from 'pg';

/** A tag or a fact, as the nodes of a flow mention it. */
export type Mention = { tag: string } | { fact: string };

const PATH = '$.nodes[*].data ? (@.tag == $tag || @.fact == $fact || @.value.fact == $fact)';
const AUDIENCE = '$.audience.*[*] ? (@ == $tag)';

export interface NamedFlow {
  id: number;
  name: string;
}

/** The flows whose draft or published version mentions a tag (as action, fact or audience) or a fact: whoever may know of them. */
export async function flowsThatMention(client: PoolClient, mention: Mention): Promise<NamedFlow[]> {
  const names = 'tag' in mention ? { tag: mention.tag, fact: `tag.${mention.tag}` } : { tag: '', fact: mention.fact };
  const { rows } = await client.query<NamedFlow>(
    `SELECT f.id, f.draft ->> 'name' AS name FROM flows f
     LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
     WHERE jsonb_path_exists(f.draft, $1, $3) OR jsonb_path_exists(v.flow, $1, $3)
       OR jsonb_path_exists(f.draft, $2, $3) OR jsonb_path_exists(v.flow, $2, $3) ORDER BY f.id`,
    [PATH, AUDIENCE, names],
  );
  return rows;
}

/** What may be told of flows that are in the way: that there are some, and the names of those that the caller may know of. */
export function inTheWay(flows: readonly NamedFlow[], visible: ReadonlySet<number>): { names: string[]; told: string } {
  const names = flows.filter(({ id }) => visible.has(id)).map(({ name }) => name);
  return { names, told: names.length > 0 ? names.join(', ') : 'flows of other departments' };
}
