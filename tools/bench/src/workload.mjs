import { waitUntilSettled } from '../../demo/src/seed.mjs';

/**
 * The workload of `stream` and `single`: 20 flows of four conditions; exactly one event in ten matches one flow, each time for
 * a customer who has not its tag yet, so that each match is a change of an effective tag, with its entry in history.
 */
export const FLOWS = 20;
export const CUSTOMERS = 5_000;
export const EVENT_TYPE = 'bench_purchase';
const CITIES = ['上海', '北京', '广州', '深圳', '杭州', '成都', '南京', '武汉', '西安', '苏州'];
const LARGE = 100;

export const externalId = (/** @type {number} */ customer) => `bench-${customer}`;
export const cityOf = (/** @type {number} */ customer) => CITIES[customer % CITIES.length];

/** The rule of flow `n`, as plain code: the peer's. */
export const rule =
  (/** @type {number} */ n) =>
  (
    /** @type {{ amount: number, category: string }} */ event,
    /** @type {{ city: string, spend: number }} */ customer,
  ) =>
    event.category === `category_${n}` &&
    event.amount >= LARGE &&
    customer.spend >= 1 &&
    CITIES.includes(customer.city);

/**
 * @param {number} from
 * @param {number} to
 * @param {string} occurredAt
 */
export function events(from, to, occurredAt) {
  const list = [];
  for (let i = from; i < to; i++) {
    const matches = i % 10 === 0;
    const nth = i / 10;
    const customer = matches ? nth % CUSTOMERS : (i * 7919) % CUSTOMERS;
    const category = matches ? Math.floor(nth / CUSTOMERS) % FLOWS : i % FLOWS;
    list.push({
      id: `bench-${i}`,
      source: 'bench',
      type: EVENT_TYPE,
      occurredAt,
      customer: { channel: 'bench', externalId: externalId(customer) },
      properties: { amount: matches ? LARGE + (i % 50) : 1 + (i % 90), category: `category_${category}` },
    });
  }
  return list;
}
/** Tag changes that events `from` to `to` bring about. */
export const expectedChanges = (/** @type {number} */ from, /** @type {number} */ to) =>
  Math.ceil(to / 10) - Math.ceil(from / 10);

/** @param {number} n */
function flow(n) {
  const conditions = [
    ['event.category', 'equal', `category_${n}`],
    ['event.amount', 'greaterThanInclusive', LARGE],
    ['metric.bench_spend', 'greaterThanInclusive', 1],
    ['profile.city', 'in', CITIES],
  ];
  const nodes = [
    { id: 'trigger', kind: 'trigger', data: { on: 'event', eventTypes: [EVENT_TYPE] } },
    ...conditions.map(([fact, operator, value], index) => ({
      id: `c${index}`,
      kind: 'condition',
      data: { fact, operator, value },
    })),
    { id: 'all', kind: 'gate', data: { gate: 'all' } },
    { id: 'tag', kind: 'action', data: { action: 'addTag', tag: `bench_${n}`, membership: 'once' } },
  ];
  const edges = [
    ...conditions.flatMap((_, index) => [
      ['trigger', `c${index}`],
      [`c${index}`, 'all'],
    ]),
    ['all', 'tag'],
  ];
  return {
    name: `bench ${n}`,
    nodes: nodes.map((node, index) => ({ ...node, position: { x: 0, y: index * 160 } })),
    edges: edges.map(([source, target]) => ({ id: `${source}-${target}`, source, target })),
  };
}

/** Customers, tags, one metric and the flows. @param {import('../../demo/src/api-client.mjs').ApiClient} api */
export async function prepare(api) {
  const customers = Array.from({ length: CUSTOMERS }, (_, customer) => customer);
  for (let from = 0; from < CUSTOMERS; from += 1000)
    await api.post('/api/v1/customers/profiles', {
      profiles: customers.slice(from, from + 1000).map((customer) => ({
        customer: { channel: 'bench', externalId: externalId(customer) },
        invented: true,
        fields: { city: cityOf(customer) },
      })),
    });
  // One event teaches the type and its properties, which the rules read.
  const [event] = events(1, 2, new Date().toISOString());
  await api.post('/api/v1/events', { events: [{ ...event, id: 'bench-first' }] });
  const metric = {
    key: 'bench_spend',
    name: { 'zh-CN': '消费额', en: 'Spend' },
    eventTypes: [EVENT_TYPE],
    aggregation: 'sum',
    property: 'amount',
    window: { kind: 'rolling', amount: 90, unit: 'day' },
  };
  await api.post('/api/v1/metrics', metric);
  // Rules may read a metric once its history is known.
  await waitUntilSettled(api, () => undefined);
  for (let n = 0; n < FLOWS; n++) {
    await api.post('/api/v1/tags', { key: `bench_${n}`, name: { 'zh-CN': `压测 ${n}` }, category: 'behavior' });
    const draft = await api.post('/api/v1/flows', { flow: flow(n) });
    await api.post(`/api/v1/flows/${draft.id}/publish`, { apply: 'new_events', revision: draft.revision });
  }
}

/** Customers who hold a tag of the workload now. @param {import('../../demo/src/api-client.mjs').ApiClient} api @returns {Promise<number>} */
export async function tagsHeld(api) {
  const { tags } = await api.get('/api/v1/tags');
  return tags
    .filter((/** @type {{ key: string }} */ tag) => tag.key.startsWith('bench_'))
    .reduce((/** @type {number} */ sum, /** @type {{ customers: number }} */ tag) => sum + tag.customers, 0);
}
