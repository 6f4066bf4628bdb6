import type { Pool } from 'pg';

export interface SeededCustomer {
  id: string;
  city: string | null;
  name: string | null;
  birthday: string | null;
  orders: number | null;
  lastOrderDay: number | null;
  lastSeenAt: string | null;
  tags: number[];
}
export interface Seed {
  customers: SeededCustomer[];
  /** Ids by key. */
  tags: Record<'vip' | 'potential' | 'active' | 'grade' | 'score', number>;
}

const CITIES = ['上海', '北京', '杭州', null];

/** A small deterministic generator, so that a failing case can be run again. */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Tags, the metrics `orders` and `last_order`, and customers with many ties and unknown values. `today` is a day number. */
export async function seedCustomers(pool: Pool, count: number, today: number): Promise<Seed> {
  const tags = await seedTags(pool);
  const orders = await seedMetric(pool, 'orders', 'count');
  const lastOrder = await seedMetric(pool, 'last_order', 'days_since_last');
  const random = generator(20_240_607);
  const maybe = <T>(value: T): T | null => (random(4) === 0 ? null : value);
  const customers: SeededCustomer[] = [];
  for (let index = 0; index < count; index++) {
    const row = {
      city: CITIES[random(CITIES.length)],
      name: maybe(`顾客${random(count / 2)}`),
      birthday: maybe(`19${70 + random(30)}-0${1 + random(9)}-1${random(10)}`),
      orders: maybe(random(12)),
      lastOrderDay: maybe(today - random(120)),
      lastSeenAt: maybe(new Date(Date.UTC(2024, 0, 1 + random(20), 3, 4, 5, random(3))).toISOString()),
      tags: random(3) === 0 ? [tags.vip] : [],
    };
    const { rows } = await pool.query<{ id: string }>(
      `INSERT INTO customers (p_city, p_name, p_birthday, ${orders}, ${lastOrder}, last_seen_at, tags)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id::text AS id`,
      [row.city, row.name, row.birthday, row.orders, row.lastOrderDay, row.lastSeenAt, row.tags],
    );
    customers.push({ id: rows[0].id, ...row });
  }
  return { customers, tags };
}

async function seedTags(pool: Pool): Promise<Seed['tags']> {
  const { rows: groups } = await pool.query<{ id: number }>(
    `INSERT INTO tag_groups (key, name, category, exclusive) VALUES ('lifecycle', '{"zh-CN":"生命周期"}', 'behavior', true) RETURNING id`,
  );
  const group = groups[0].id;
  const insert = async (key: string, kind: string, values: string[], groupId: number | null, position: number) => {
    const { rows } = await pool.query<{ id: number }>(
      `INSERT INTO tags (key, name, kind, "values", category, group_id, position, search)
       VALUES ($1, jsonb_build_object('zh-CN', $1::text), $2, $3, 'value', $4, $5, $1) RETURNING id`,
      [key, kind, values, groupId, position],
    );
    return rows[0].id;
  };
  return {
    vip: await insert('vip', 'flag', [], null, 0),
    potential: await insert('potential', 'flag', [], group, 1),
    active: await insert('active', 'flag', [], group, 2),
    grade: await insert('grade', 'one_of', ['A', 'B'], null, 0),
    score: await insert('score', 'number', [], null, 0),
  };
}

/** Returns the metric's column. */
async function seedMetric(pool: Pool, key: string, aggregation: string): Promise<string> {
  const definition = {
    key,
    name: { 'zh-CN': key },
    eventTypes: ['order_paid'],
    aggregation,
    window: { kind: 'lifetime' },
  };
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO metrics (key, definition, status) VALUES ($1, $2, 'ready') RETURNING id`,
    [key, JSON.stringify(definition)],
  );
  const column = `m_${rows[0].id}`;
  await pool.query(`ALTER TABLE customers ADD COLUMN ${column} double precision`);
  return column;
}
