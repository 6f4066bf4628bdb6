import { join } from 'node:path';
import { temporaryPostgres } from '@tagloom/embedded';
import { createApiClient } from '../../demo/src/api-client.mjs';
import { atExit } from '../src/at-exit.mjs';
import { startApplication } from '../src/application.mjs';
import { child } from '../src/children.mjs';
import { stolenSince } from '../src/stolen-time.mjs';
import { result } from '../src/table.mjs';
import { ask } from './ask.mjs';
import { compare, percentile } from './compare.mjs';
import { loadPopulation } from './load.mjs';
import { defineWorld } from './world.mjs';

const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 100_000);
const PAIRS = Number(process.env.BENCH_PAIRS ?? 60);
const AT_MOST_PERCENT = 20;
const SEARCH = '/api/v1/customers/search';

/**
 * What the scope costs: the same request of a department's key, to the server as it is and to the same server without its filter
 * and without row-level security, turn by turn, on one database. The latter's answers say more, where something is hidden from
 * the department; of the department that was lent everything both answers are the same to the byte.
 *
 * @param {{ say: (line: string) => void }} options
 */
export async function run({ say }) {
  const database = await temporaryPostgres();
  atExit.add(database.dataDir);
  try {
    const { world, claims } = await prepare(database.url, say);
    say(`${CUSTOMERS.toLocaleString('en')} customers, ${claims.toLocaleString('en')} claims`);
    const servers = child(join(import.meta.dirname, 'servers.mjs'), {
      DATABASE_URL: database.url,
      TAGLOOM_ADMIN_KEY: world.admin,
      NODE_ENV: 'production',
    });
    try {
      const urls = await servers.answer();
      await requireHidden(urls, world);
      const stolen = stolenSince();
      const results = [...(await measure(urls, world, say)), ...(await matrix(urls.scoped, world))];
      const taken = stolen();
      if (taken !== null) results.push(result('processor time that the host gave to others meanwhile', taken, '%'));
      return results;
    } finally {
      servers.kill();
    }
  } finally {
    await database.stop();
  }
}

/** @param {string} url @param {(line: string) => void} say */
async function prepare(url, say) {
  const application = await startApplication(say, url);
  try {
    say('defining 30 departments, 200 tags and what they lend each other');
    const world = await defineWorld(application.api, (key) => createApiClient(application.url, key));
    say('loading customers');
    const claims = await loadPopulation(url, CUSTOMERS, world.flows);
    return { world: { ...world, admin: application.key }, claims };
  } finally {
    await application.stop();
  }
}

/** The figures mean something only when one server hides what the other shows. */
async function requireHidden({ scoped, open }, { typical }) {
  const body = { page: { size: 50 } };
  const [seen, all] = [
    await ask(scoped, typical, { path: SEARCH, body }),
    await ask(open, typical, { path: SEARCH, body }),
  ];
  const held = ({ text }) => JSON.parse(text).items.reduce((sum, { tags }) => sum + tags.length, 0);
  if (held(seen) === 0 || held(seen) >= held(all))
    throw new Error(`${held(seen)} tags with the scope, ${held(all)} without: the measurement means nothing`);
}

/** @param {{ scoped: string, open: string }} urls @param {any} world @param {(line: string) => void} say */
async function measure(urls, { typical, wide, condition }, say) {
  const second = async (/** @type {string} */ url, body = {}) => {
    const { text } = await ask(url, typical, { path: SEARCH, body });
    return { ...body, page: { cursor: JSON.parse(text).nextCursor } };
  };
  const pages = new Map([
    [urls.scoped, await second(urls.scoped)],
    [urls.open, await second(urls.open)],
  ]);
  const search = (/** @type {unknown} */ body) => () => ({ path: SEARCH, body });
  const everything = search({});
  /** @type {{ name: string, key?: string, of: (n: number, url: string) => { method?: string, path: string, body?: unknown }, isList?: boolean, isEqual?: boolean }[]} */
  const cases = [
    { name: 'customer list', of: everything, isList: true },
    {
      name: 'customer list, lent everything, answers equal to the byte',
      key: wide,
      of: everything,
      isList: true,
      isEqual: true,
    },
    { name: 'list with a condition on a lent tag', of: search({ condition }), isList: true },
    { name: 'list sorted by a metric', of: search({ sort: { by: 'metric.spend', direction: 'desc' } }), isList: true },
    { name: 'second page', of: (_n, url) => ({ path: SEARCH, body: pages.get(url) }), isList: true },
    { name: 'count of a condition', of: () => ({ path: '/api/v1/flows/count', body: { condition } }), isList: true },
    { name: 'page of one customer', of: (n) => ({ method: 'GET', path: `/api/v1/customers/${10 + n * 37}` }) },
  ];
  const results = [];
  for (const { name, key = typical, of, isList, isEqual } of cases) {
    say(name);
    const sides = [urls.scoped, urls.open].map((url) => (/** @type {number} */ n) => ask(url, key, of(n, url)));
    const { scoped, open, cost } = await compare(sides[0], sides[1], PAIRS, isEqual === true);
    results.push(
      result(`${name}: cost of the scope`, cost, '%', isList ? { atMost: AT_MOST_PERCENT } : {}),
      result('  with it, median', scoped.median, 'ms'),
      result('  without, median', open.median, 'ms'),
      result('  with it, p95', scoped.p95, 'ms'),
      result('  without, p95', open.p95, 'ms'),
    );
  }
  return results;
}

/** @param {string} url @param {any} world */
async function matrix(url, { admin }) {
  const times = [];
  let cells = 0;
  for (let n = 0; n < 20; n++) {
    const { ms, text } = await ask(url, admin, { method: 'GET', path: '/api/v1/sharing' });
    times.push(ms);
    cells = JSON.parse(text).tags.reduce((sum, tag) => sum + tag.cells.length, 0);
  }
  return [
    result(
      `sharing matrix of ${cells.toLocaleString('en')} cells, the server's answer, median`,
      percentile(times, 50),
      'ms',
    ),
    result('  p95', percentile(times, 95), 'ms'),
  ];
}
