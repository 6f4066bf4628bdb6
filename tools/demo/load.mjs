import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApiClient } from './src/api-client.mjs';
import { EVENT_TYPES } from './src/metrics.mjs';
import { orderEvent } from './src/order-event.mjs';
import { inventedProfile } from './src/profiles.mjs';
import { readOrders } from './src/read-orders.mjs';
import {
  labelEventTypes,
  publishFlows,
  seedMetrics,
  seedPeople,
  seedRfmModels,
  seedTaxonomy,
  waitUntilSettled,
  withoutGuard,
} from './src/seed.mjs';
import { publishDepartmentFlows, seedDepartmentTags, seedSharing } from './src/sharing/seed.mjs';
import { sendInBatches } from './src/send.mjs';
import { rememberedLastDay, shiftDays } from './src/shift-dates.mjs';
import { texts } from './src/texts/index.mjs';

const USAGE =
  'node tools/demo/load.mjs [--url http://127.0.0.1:3000] [--key <API key of an admin>] [--as-is] [--no-flows]';
const say = (/** @type {string} */ line) => console.log(line);

/** Loads the demo. Everything is looked up or recognised first, so loading again changes nothing. */
async function load() {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      key: { type: 'string' },
      'as-is': { type: 'boolean' },
      'no-flows': { type: 'boolean' },
    },
  });
  const key = values.key ?? process.env.TAGLOOM_ADMIN_KEY;
  if (!key) throw new Error(texts.noKey(USAGE));
  const url = (values.url ?? 'http://127.0.0.1:3000').replace(/\/$/, '');
  const api = createApiClient(url, key);
  const folder = join(process.env.DATA_DIR || '.tagloom', 'demo');

  await seedPeople(api);
  say(texts.basics(await seedTaxonomy(api)));
  const names = await seedDepartmentTags(api);
  await seedSharing(api, url, names);

  const rejectedFile = join(folder, 'rejected-lines.csv.gz');
  say(texts.reading);
  const { orders, lines, rejectedLines } = await readOrders({
    rejectedFile,
    onLines: (count) => say(texts.read(count)),
  });
  const customers = [...new Set(orders.map(({ customer }) => customer))];
  const lastDay = orders[orders.length - 1].localTime.slice(0, 10);
  const toInstant = shiftDays(
    lastDay,
    values['as-is'] ? lastDay : rememberedLastDay(join(folder, 'last-day'), new Date()),
  );

  await sendInBatches({
    what: texts.profiles,
    items: customers.map(inventedProfile),
    say,
    send: async (profiles) => void (await api.post('/api/v1/customers/profiles', { profiles })),
  });
  const events = orders.map((order) => orderEvent(order, toInstant));
  // A metric may only mention event types that have been seen: one event of each comes first, then the metrics, which the
  // others then keep up to date as they arrive.
  const first = EVENT_TYPES.map(({ name }) => firstOf(events, name));
  const total = await sendEvents(api, first);
  await seedMetrics(api);
  await sendEvents(
    api,
    events.filter((event) => !first.includes(event)),
    total,
  );
  await labelEventTypes(api);
  await waitUntilSettled(api, say);
  await seedRfmModels(api);
  if (!values['no-flows'])
    await withoutGuard(api, async () => {
      await publishFlows(api, say);
      await publishDepartmentFlows(api, url, names, say);
    });

  say(texts.total({ lines, customers: customers.length, ...total }));
  say(texts.rejectedLines(rejectedLines, rejectedFile));
}

/** One of the type, with all the properties that its events may have. @param {ReturnType<typeof orderEvent>[]} events @param {string} name */
function firstOf(events, name) {
  const all = events.filter(({ type }) => type === name);
  return all.find(({ properties }) => 'campaign' in properties) ?? all[0] ?? events[0];
}

/** @param {import('./src/api-client.mjs').ApiClient} api @param {ReturnType<typeof orderEvent>[]} events */
async function sendEvents(api, events, total = { accepted: 0, duplicates: 0, rejected: 0 }) {
  await sendInBatches({
    what: texts.orders,
    items: events,
    say,
    send: async (batch) => {
      const answer = await api.post('/api/v1/events', { events: batch });
      total.accepted += answer.accepted;
      total.duplicates += answer.duplicates;
      total.rejected += answer.rejected.length;
      for (const { index, code, message } of answer.rejected)
        say(texts.rejectedEvent(batch[index].id, `${code}, ${message}`));
    },
  });
  return total;
}

try {
  await load();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
