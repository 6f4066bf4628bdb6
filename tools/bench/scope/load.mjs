import pg from 'pg';
import { withoutIndexes } from '../src/without-indexes.mjs';
import { METRICS } from './world.mjs';

const PERSONAL_TAGS = 20;
const TAGS_OF_A_CUSTOMER = 11;
/** Customers who have a personal tag: none of them on the first pages. */
const EVERY = 1000;

/**
 * Customers with about ten of the tags each, and a claim for every one, straight into the tables, the same in every run.
 *
 * @param {string} url
 * @param {number} count
 * @param {string[]} flows that claim two tags of three; people the others
 */
export async function loadPopulation(url, count, flows) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await insertPersonalTags(client);
    await insertCustomers(client, count);
    const claims = await insertClaims(client, flows);
    await client.query('VACUUM ANALYZE');
    return claims;
  } finally {
    await client.end();
  }
}

/** Each of a person of their own, in departments one after the other. @param {pg.Client} client */
async function insertPersonalTags(client) {
  await client.query(
    `WITH places AS (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all FROM departments),
       people AS (INSERT INTO users (email, name, password_hash)
         SELECT 'bench' || n || '@example.com', 'bench' || n, '' FROM generate_series(1, $1::int) n RETURNING id, name)
     INSERT INTO tags (key, name, kind, category, search, scope, owner_department_id, owner_user_id)
     SELECT 'personal_' || p.name, jsonb_build_object('zh-CN', p.name), 'flag', 'basic', p.name, 'personal', d.id, p.id
     FROM people p JOIN places d ON d.n = 1 + substr(p.name, 6)::int % d.all`,
    [PERSONAL_TAGS],
  );
}

/** Each with about ten tags, the first ones more often than the last. @param {pg.Client} client @param {number} count */
async function insertCustomers(client, count) {
  const { rows } = await client.query('SELECT id, key FROM metrics');
  const columns = METRICS.map((key) => `m_${rows.find((metric) => metric.key === key).id}`);
  const dice = (/** @type {string} */ what, /** @type {number} */ sides) => `abs(hashtext(${what})::bigint) % ${sides}`;
  await client.query(
    `WITH all_tags AS (SELECT array_agg(id ORDER BY id) AS ids, count(*) AS all FROM tags WHERE scope <> 'personal')
     INSERT INTO customers (p_name, p_gender, p_birthday, p_city, p_phone, p_occupation, last_seen_at, tags, tag_values, ${columns})
     SELECT '顾客' || n, CASE n % 2 WHEN 0 THEN '女' ELSE '男' END, date '1960-01-01' + (n % 15000)::int,
       (ARRAY['上海', '北京', '广州', '深圳', '杭州', '成都'])[1 + ${dice(`'c' || n`, 6)}], '1380000' || lpad((n % 10000)::text, 4, '0'),
       (ARRAY['教师', '医生', '工程师', '店主'])[1 + ${dice(`'o' || n`, 4)}],
       timestamptz '2026-03-01 08:00:00Z' - make_interval(secs => ${dice(`'s' || n`, 20_000_000)}),
       has.tags, has.values, ${columns.map((column) => dice(`'${column}:' || n`, 10_000))}
     FROM all_tags CROSS JOIN generate_series(1, $1::bigint) n CROSS JOIN LATERAL (
       SELECT array_agg(DISTINCT t.id ORDER BY t.id) AS tags,
         jsonb_object_agg(t.id, t."values"[1 + n % cardinality(t."values")]) FILTER (WHERE cardinality(t."values") > 0) AS values
       FROM generate_series(1, ${TAGS_OF_A_CUSTOMER}) k
       JOIN tags t ON t.id = all_tags.ids[1 + floor(all_tags.all * power((${dice(`n || ':' || k`, 1000)}) / 1000.0, 1.5))::int]) has`,
    [count],
  );
  await client.query(
    `UPDATE customers SET tags = tags || p.id
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all FROM tags WHERE scope = 'personal') p
     WHERE customers.id % ${EVERY} = ${EVERY - 1} AND p.n = 1 + customers.id / ${EVERY} % p.all`,
  );
  await client.query(
    `INSERT INTO identities (channel, external_id, customer_id) SELECT 'bench', 'bench-' || id, id FROM customers WHERE p_name IS NOT NULL`,
  );
}

/** @param {pg.Client} client @param {string[]} flows @returns {Promise<number>} */
async function insertClaims(client, flows) {
  let count = 0;
  await withoutIndexes(client, 'claims', async () => {
    const { rowCount } = await client.query(
      `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, stance, value, flow_version, since)
       SELECT c.id, t.id, s.source, s.id, 'bench', 'assert', c.tag_values -> t.id::text,
         CASE s.source WHEN 'flow' THEN 1 END, now()
       FROM customers c CROSS JOIN unnest(c.tags) t(id) CROSS JOIN LATERAL (
         SELECT CASE WHEN (c.id + t.id) % 3 = 0 THEN 'person' ELSE 'flow' END AS source,
           CASE WHEN (c.id + t.id) % 3 = 0 THEN '1' ELSE ($1::text[])[1 + (c.id + t.id) % cardinality($1::text[])] END AS id) s`,
      [flows],
    );
    count = rowCount ?? 0;
  });
  return count;
}
