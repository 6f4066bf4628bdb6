import { layoutFlow } from '@tagloom/rule-engine';
import { ACCOUNTS, DEPARTMENTS } from './accounts.mjs';
import { pause } from './api-client.mjs';
import { careOf } from './definition.mjs';
import { FLOWS } from './flows/index.mjs';
import { EVENT_PROPERTIES, EVENT_TYPES, METRICS, RFM_MODELS } from './metrics.mjs';
import { TAG_GROUPS } from './taxonomy.mjs';
import { texts } from './texts/index.mjs';

/** @typedef {import('./api-client.mjs').ApiClient} ApiClient */
/** Answers for the tags of the whole enterprise. */
const STEWARD = 'admin@tagloom.demo';
/** The department that answers for the tags of the whole enterprise. */
const OWNER = 'marketing';
/** @param {{ key: string }[]} list */
export const byKey = (list) => new Map(list.map((item) => [item.key, item]));

/** @param {ApiClient} api */
export async function seedPeople(api) {
  const departments = byKey(await api.get('/api/v1/departments'));
  const idOf = (/** @type {string | null | undefined} */ key) =>
    key ? /** @type {{ id: string }} */ (/** @type {unknown} */ (departments.get(key))).id : null;
  for (const { above, ...department } of DEPARTMENTS)
    if (!departments.has(department.key))
      departments.set(
        department.key,
        await api.post('/api/v1/departments', { ...department, ...(above && { parentId: idOf(above) }) }),
      );
  const known = new Set((await api.get('/api/v1/users')).map((/** @type {{ email: string }} */ user) => user.email));
  for (const { email, name, password, roles } of ACCOUNTS) {
    if (known.has(email)) continue;
    const [{ role, department }, ...others] = roles;
    const departmentId = idOf(department) ?? undefined;
    const { id } = await api.post('/api/v1/users', { email, name, password, role, departmentId, locale: 'zh-CN' });
    for (const other of others)
      await api.post(`/api/v1/users/${id}/roles`, { role: other.role, departmentId: idOf(other.department) });
  }
}

/** @param {ApiClient} api @returns {Promise<number>} tags of the demo */
export async function seedTaxonomy(api) {
  const taxonomy = await api.get('/api/v1/tags');
  const groups = byKey(taxonomy.groups);
  const tags = byKey(taxonomy.tags);
  /** @type {{ id: string, email: string }[]} */
  const users = await api.get('/api/v1/users');
  const steward = users.find(({ email }) => email === STEWARD);
  const owner = byKey(await api.get('/api/v1/departments')).get(OWNER);
  let count = 0;
  for (const { tags: members, ...group } of TAG_GROUPS) {
    const { id } = /** @type {any} */ (groups.get(group.key) ?? (await api.post('/api/v1/tag-groups', group)));
    for (const tag of members) {
      const definition = { ...tag, ...careOf(steward, count), category: group.category, groupId: id };
      count++;
      const known = tags.get(tag.key) ?? (await api.post('/api/v1/tags', definition));
      // everybody's to use, and its owner's to change, with the rules that set it
      if (owner && known.ownerDepartmentId === null)
        await api.patch(`/api/v1/tags/${known.id}`, { ownerDepartmentId: owner.id });
    }
  }
  return count;
}

/** @param {ApiClient} api */
export async function seedMetrics(api) {
  const known = byKey(await api.get('/api/v1/metrics'));
  for (const metric of METRICS) if (!known.has(metric.key)) await api.post('/api/v1/metrics', metric);
}

/** Its metrics must have been computed: the cut points are taken from all customers. @param {ApiClient} api */
export async function seedRfmModels(api) {
  const known = byKey(await api.get('/api/v1/rfm-models'));
  for (const model of RFM_MODELS) if (!known.has(model.key)) await api.post('/api/v1/rfm-models', model);
}

/** Names for what the events were learned to hold. @param {ApiClient} api */
export async function labelEventTypes(api) {
  for (const { name, label } of EVENT_TYPES)
    await api.patch(`/api/v1/event-types/${name}`, { label, properties: EVENT_PROPERTIES });
}

/** Everything accepted has been evaluated, and every metric knows its history. @param {ApiClient} api @param {(line: string) => void} say */
export async function waitUntilSettled(api, say) {
  for (let lastSaid = Date.now(); ; await pause(250)) {
    const { backlog } = await api.get('/api/health');
    const computing = (await api.get('/api/v1/metrics')).filter(
      (/** @type {{ status: string }} */ metric) => metric.status !== 'ready',
    ).length;
    if (!backlog && !computing) return;
    if (Date.now() - lastSaid > 3_000) {
      say(texts.evaluating(backlog, computing));
      lastSaid = Date.now();
    }
  }
}

/**
 * Before anybody works here nobody could agree to it: the guard waits until the demo's own rules are published.
 *
 * @param {ApiClient} api
 * @param {() => Promise<void>} work
 */
export async function withoutGuard(api, work) {
  const guard = await api.get('/api/v1/settings/guard');
  await api.put('/api/v1/settings/guard', { ...guard, share: 100 });
  await work().finally(() => api.put('/api/v1/settings/guard', guard));
}

/** @param {ApiClient} api @param {(line: string) => void} say */
export async function publishFlows(api, say) {
  /** @type {{ id: string, name: string, status: string }[]} */
  const known = await api.get('/api/v1/flows');
  for (const drawing of FLOWS) {
    const existing = known.find(({ name }) => name === drawing.name);
    if (existing?.status !== 'published') await publish(api, drawing, existing, say);
  }
}

/**
 * Publishes for everyone, and waits for what it changes.
 *
 * @param {ApiClient} api @param {(typeof FLOWS)[number]} drawing @param {{ id: string } | undefined} existing a draft of it
 * @param {(line: string) => void} say
 */
export async function publish(api, drawing, existing, say) {
  const flow = layoutFlow(/** @type {any} */ (drawing));
  const draft = existing ? await api.get(`/api/v1/flows/${existing.id}`) : await api.post('/api/v1/flows', { flow });
  const { run } = await api.post(`/api/v1/flows/${draft.id}/publish`, {
    apply: 'everyone',
    revision: draft.revision,
    note: '演示规则',
  });
  const changed = run ? await waitForRun(api, run.id) : 0;
  say(texts.published(drawing.name, changed));
}

/** @param {ApiClient} api @param {string} id @returns {Promise<number>} changes to effective tags */
export async function waitForRun(api, id) {
  for (;;) {
    const run = await api.get(`/api/v1/runs/${id}`);
    if (run.status === 'done') return run.changed;
    if (run.status === 'failed' || run.status === 'cancelled')
      throw new Error(`run ${id} ${run.status}: ${run.error ?? ''}`);
    await pause(50);
  }
}
