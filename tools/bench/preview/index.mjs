import { temporaryPostgres } from '@tagloom/embedded';
import { pause } from '../../demo/src/api-client.mjs';
import { define, loadPopulation } from '../batch/load.mjs';
import { FLOWS } from '../batch/workload.mjs';
import { atExit } from '../src/at-exit.mjs';
import { startApplication } from '../src/application.mjs';
import { stolenSince } from '../src/stolen-time.mjs';
import { result } from '../src/table.mjs';
import { draft, TAG } from './draft.mjs';

const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000);
const TIMES = 5;
const CUSTOMERS_ASKED = 50;
const PREVIEWS = 3;

/**
 * What a person waits for before publishing, over a whole population with a hundred published flows: the funnel of a ten-node
 * flow, exact and sampled, the impact preview of it (the middle one of three), and «why not» for one customer. Loading the
 * population is not measured. No peer previews a rule over a population, so there is none to compare with.
 *
 * @param {{ say: (line: string) => void }} options
 */
export async function run({ say }) {
  const database = await temporaryPostgres();
  atExit.add(database.dataDir);
  const application = await startApplication(say, database.url);
  const { api } = application;
  try {
    say(`defining ${FLOWS} flows`);
    await define(api);
    await loadPopulation(database.url, CUSTOMERS, say);
    await api.post('/api/v1/tags', { key: TAG, name: { 'zh-CN': '压测预览' }, category: 'behavior' });
    const flow = draft();
    const { id, revision } = await api.post('/api/v1/flows', { flow });

    say('counting');
    const stolen = stolenSince();
    const exact = await medianOf(TIMES, () => api.post('/api/v1/flows/count', { flow }));
    const sampled = await medianOf(TIMES, () => api.post('/api/v1/flows/count', { flow, sample: true }));
    const margin = (100 * sampled.answer.margins.matching) / Math.max(1, sampled.answer.matching);
    const off = (100 * Math.abs(sampled.answer.matching - exact.answer.matching)) / Math.max(1, exact.answer.matching);

    say('previewing');
    const previews = [];
    for (let n = 0; n < PREVIEWS; n++) previews.push(await previewOf(api, id, revision));
    const preview = previews.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(PREVIEWS / 2)];
    say('asking why not');
    const [{ id: published }] = (await api.get('/api/v1/flows')).filter(({ status }) => status === 'published');
    const asked = [];
    for (let n = 1; n <= CUSTOMERS_ASKED; n++) {
      const customer = 1 + Math.floor(((CUSTOMERS - 1) * n) / CUSTOMERS_ASKED);
      asked.push(await timed(() => api.get(`/api/v1/customers/${customer}/explain?flow=${published}`)));
    }
    const taken = stolen();
    const whyNot = median(asked.map(({ seconds }) => seconds));
    const people = CUSTOMERS.toLocaleString('en');
    return [
      result(`funnel of ten nodes, exact, ${people} customers`, exact.seconds, 's', { atMost: 3 }),
      result('funnel of ten nodes, sampled', sampled.seconds * 1000, 'ms', { atMost: 300 }),
      result('its margin at 95 %, of the customers who match', margin, '%'),
      result('how far off it is', off, '%'),
      result(`impact preview, ${people} customers`, preview.seconds, 's', { atMost: 10 }),
      result('the first of them, before anything is in memory', previews[0].seconds, 's', { atMost: 10 }),
      result('customers whose tags would change', preview.changed, 'customers'),
      result('«why not» of one customer, with the nearest flips', whyNot * 1000, 'ms', { atMost: 50 }),
      ...(taken === null ? [] : [result('processor time that the host gave to others meanwhile', taken, '%')]),
    ];
  } finally {
    await application.stop();
    await database.stop();
  }
}

/** From asking for it until its result can be read. @param {import('../../demo/src/api-client.mjs').ApiClient} api */
async function previewOf(api, id, revision) {
  const startedAt = performance.now();
  await api.post(`/api/v1/flows/${id}/preview`, { revision });
  for (;;) {
    const { run, impact } = await api.get(`/api/v1/flows/${id}/preview`);
    if (run.status === 'done') return { seconds: (performance.now() - startedAt) / 1000, changed: impact.changed };
    if (run.status !== 'queued' && run.status !== 'running')
      throw new Error(`the preview is ${run.status}: ${run.error}`);
    await pause(50);
  }
}

/** @template T @param {() => Promise<T>} work */
async function timed(work) {
  const startedAt = performance.now();
  const answer = await work();
  return { answer, seconds: (performance.now() - startedAt) / 1000 };
}

/** @param {number} times @param {() => Promise<any>} work */
async function medianOf(times, work) {
  const all = [];
  for (let n = 0; n < times; n++) all.push(await timed(work));
  return { answer: all[0].answer, seconds: median(all.map(({ seconds }) => seconds)) };
}

/** @param {number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
