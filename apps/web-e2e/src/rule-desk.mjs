import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 20_000;
const position = { x: 0, y: 0 };

/** @typedef {{ fact: string, operator: string, value?: unknown }} Leaf */

/**
 * A rule as it would be drawn: one condition, one tag or another action.
 *
 * @param {string} name @param {Leaf} leaf @param {string | Record<string, unknown>} then
 */
export const ruleOf = (name, leaf, then) => ({
  name,
  nodes: [
    { id: 'start', kind: 'trigger', position, data: { on: 'change' } },
    { id: 'ask', kind: 'condition', position: { x: 0, y: 128 }, data: leaf },
    {
      id: 'give',
      kind: 'action',
      position: { x: 0, y: 304 },
      data: typeof then === 'string' ? { action: 'addTag', tag: then, membership: 'while' } : then,
    },
  ],
  edges: [
    { id: 'start-ask', source: 'start', target: 'ask' },
    { id: 'ask-give', source: 'ask', target: 'give' },
  ],
});

export const ordersAtLeast = (/** @type {number} */ value) => ({
  fact: 'metric.orders_90d',
  operator: 'greaterThanInclusive',
  value,
});

/**
 * Rules made through the API, where the journey is about what comes after drawing them.
 *
 * @param {{ api: ReturnType<typeof import('./api.mjs').apiOf>, departmentId: string }} world
 */
export function ruleDesk({ api: { call, ask }, departmentId }) {
  const rule = (/** @type {string} */ id) => call('GET', `/flows/${id}`);
  const settled = async (/** @type {string} */ runId) => {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(100)) {
      const run = await call('GET', `/runs/${runId}`);
      if (run.status !== 'queued' && run.status !== 'running') return run;
    }
    throw new Error(`run ${runId} did not end`);
  };
  /** Puts a rule that the organisation made into the hands of the designers' department. */
  const handOver = async (/** @type {string} */ id) =>
    call('PUT', `/flows/${id}/department`, { departmentId, revision: (await rule(id)).revision });
  return {
    call,
    ask,
    handOver,
    rule,
    settled,
    tag: (/** @type {string} */ key, /** @type {string} */ zh, en = zh) =>
      call('POST', '/tags', { key, name: { 'zh-CN': zh, en }, category: 'value' }),
    /** The designers' department may change it. @returns {Promise<string>} its id */
    draft: async (/** @type {ReturnType<typeof ruleOf>} */ flow) => {
      const { id } = await call('POST', '/flows', { flow });
      await handOver(id);
      return id;
    },
    redraw: async (/** @type {string} */ id, /** @type {ReturnType<typeof ruleOf>} */ flow) =>
      call('PUT', `/flows/${id}/draft`, { flow, revision: (await rule(id)).revision }),
    /** Publishes and waits until everyone was asked. */
    publish: async (/** @type {string} */ id, apply = 'everyone', note = undefined) => {
      const { revision } = await rule(id);
      const { run } = await call('POST', `/flows/${id}/publish`, { apply, revision, ...(note && { note }) });
      return run ? settled(run.id) : null;
    },
    /** What it says of everyone who must not have changed: versions, and who holds its tag. */
    state: async (/** @type {string} */ id) => {
      const { version, status, revision, customers } = await rule(id);
      const versions = await call('GET', `/flows/${id}/versions`);
      return { version, status, revision, customers, versions: versions.length };
    },
  };
}
