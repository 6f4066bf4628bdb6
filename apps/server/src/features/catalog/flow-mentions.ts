import type { PoolClient } from 'pg';

/** A tag or a fact, as the nodes of a flow mention it. */
export type Mention = { tag: string } | { fact: string };

const PATH = '$.nodes[*].data ? (@.tag == $tag || @.fact == $fact || @.value.fact == $fact)';
const AUDIENCE = '$.audience.*[*] ? (@ == $tag)';

/** Names of the flows whose draft or published version mentions a tag (as action, fact or audience) or a fact. */
export async function flowsThatMention(client: PoolClient, mention: Mention): Promise<string[]> {
  const names = 'tag' in mention ? { tag: mention.tag, fact: `tag.${mention.tag}` } : { tag: '', fact: mention.fact };
  const { rows } = await client.query<{ name: string }>(
    `SELECT f.draft ->> 'name' AS name FROM flows f
     LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
     WHERE jsonb_path_exists(f.draft, $1, $3) OR jsonb_path_exists(v.flow, $1, $3)
       OR jsonb_path_exists(f.draft, $2, $3) OR jsonb_path_exists(v.flow, $2, $3) ORDER BY f.id`,
    [PATH, AUDIENCE, names],
  );
  return rows.map(({ name }) => name);
}
