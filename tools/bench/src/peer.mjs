import { createServer } from 'node:http';
import pg from 'pg';
import { cityOf, CUSTOMERS, externalId, FLOWS, rule } from './workload.mjs';

/**
 * The limit: the same rules written by hand on node:http and pg. Customers are kept in memory, a call is one upsert, and there
 * is no history, no duplicate detection and no recovery.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query('CREATE TABLE customers (id text PRIMARY KEY, spend float8 NOT NULL, tags int[] NOT NULL)');

const rules = Array.from({ length: FLOWS }, (_, n) => rule(n));
/** @type {Map<string, { city: string, spend: number, tags: Set<number> }>} */
const customers = new Map();
for (let customer = 0; customer < CUSTOMERS; customer++)
  customers.set(externalId(customer), { city: cityOf(customer), spend: 0, tags: new Set() });

/** @param {any[]} events */
async function take(events) {
  const touched = new Map();
  for (const { customer, properties } of events) {
    const state = /** @type {{ city: string, spend: number, tags: Set<number> }} */ (
      customers.get(customer.externalId)
    );
    state.spend += properties.amount;
    for (let n = 0; n < FLOWS; n++) if (rules[n](properties, state)) state.tags.add(n);
    touched.set(customer.externalId, state);
  }
  // One order for all, so that two calls never wait for each other's rows.
  const ids = [...touched.keys()].sort();
  const states = ids.map((id) => touched.get(id));
  await pool.query({
    name: 'upsert',
    text: `INSERT INTO customers SELECT id, spend, tags::int[] FROM unnest($1::text[], $2::float8[], $3::text[]) AS given (id, spend, tags)
           ON CONFLICT (id) DO UPDATE SET spend = excluded.spend, tags = excluded.tags`,
    values: [ids, states.map(({ spend }) => spend), states.map(({ tags }) => `{${[...tags].join(',')}}`)],
  });
}

const server = createServer((incoming, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  incoming.on('data', (chunk) => chunks.push(chunk));
  incoming.on('end', async () => {
    try {
      const { events } = JSON.parse(Buffer.concat(chunks).toString());
      await take(events);
      response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ accepted: events.length }));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
});
server.listen(0, '127.0.0.1', () =>
  process.send?.({ port: /** @type {import('node:net').AddressInfo} */ (server.address()).port }),
);
