import { waitUntilSettled } from '../../demo/src/seed.mjs';

/**
 * Thirty departments in a tree, two hundred tags of theirs, of the enterprise and in groups of two levels, and what they lend
 * each other: tags and whole groups, at every level, to departments and to those above them.
 */
export const METRICS = ['orders', 'spend'];
const EVENT_TYPE = 'bench_purchase';
const TOPS = 6;
const BELOW = 4;
const TAGS = 200;
const CATEGORIES = ['basic', 'behavior', 'value', 'preference'];
const LEVELS = ['read', 'use', 'assign', 'masked', 'exists'];
const VALUES = ['A', 'B', 'C'];
/** Acts in `d0_0`: it was lent this and that. In `d5_3`: it was lent everything, so that nothing is left out of its answers. */
const TYPICAL = 'd0_0';
const WIDE = 'd5_3';
const WIDE_BRANCH = 5;
/** Of a whole group to the typical department and the one above it: the number of the group. */
const LENT_TO_TYPICAL = [
  [0, TYPICAL, 'use'],
  [1, 'd0', 'read'],
  [2, TYPICAL, 'masked'],
  [3, TYPICAL, 'exists'],
  [5, 'd0', 'assign'],
];

/** @typedef {import('../../demo/src/api-client.mjs').ApiClient} ApiClient */
/** @typedef {{ typical: string, wide: string, condition: { fact: string, operator: string, value: boolean }, flows: string[] }} World */

/**
 * Through the API, as people would.
 *
 * @param {ApiClient} api
 * @param {(key: string) => ApiClient} as
 * @returns {Promise<World>} keys of two departments, and what the first may ask for
 */
export async function defineWorld(api, as) {
  await defineMetrics(api);
  const departments = await defineDepartments(api);
  const groups = await defineGroups(api);
  const tags = await defineTags(api, departments, groups.leaves);
  await lend(api, departments, groups, tags);
  const keyOf = async (/** @type {string} */ department) => {
    const departmentId = departments.get(department)?.id;
    return (await api.post('/api/v1/api-keys', { name: department, role: 'designer', departmentId })).key;
  };
  const [typical, wide] = [await keyOf(TYPICAL), await keyOf(WIDE)];
  const seen = (await as(typical).get('/api/v1/tags')).tags;
  const lent = seen.find((/** @type {any} */ { level, kind }) => level === 'use' && kind === 'flag');
  if (!lent) throw new Error('the typical department was lent no flag for rules');
  return {
    typical,
    wide,
    condition: { fact: `tag.${lent.key}`, operator: 'equal', value: true },
    flows: await defineFlows(api, as(typical), tags, lent.key),
  };
}

/** @param {ApiClient} api */
async function defineMetrics(api) {
  const properties = Object.fromEntries(METRICS.map((key) => [key, 1]));
  const customer = { channel: 'bench', externalId: 'first' };
  const occurredAt = new Date().toISOString();
  await api.post('/api/v1/events', {
    events: [{ id: 'bench-first', source: 'bench', type: EVENT_TYPE, occurredAt, customer, properties }],
  });
  for (const key of METRICS)
    await api.post('/api/v1/metrics', {
      key,
      name: { 'zh-CN': key },
      eventTypes: [EVENT_TYPE],
      aggregation: 'sum',
      property: key,
      window: { kind: 'lifetime' },
    });
  await waitUntilSettled(api, () => undefined);
}

/** @param {ApiClient} api @returns {Promise<Map<string, { id: string, branch: number }>>} */
async function defineDepartments(api) {
  const made = new Map();
  for (let branch = 0; branch < TOPS; branch++) {
    const { id: parentId } = await api.post('/api/v1/departments', { key: `d${branch}`, name: `部门 ${branch}` });
    made.set(`d${branch}`, { id: parentId, branch });
    for (let n = 0; n < BELOW; n++) {
      const key = `d${branch}_${n}`;
      const { id } = await api.post('/api/v1/departments', { key, name: `部门 ${branch}-${n}`, parentId });
      made.set(key, { id, branch });
    }
  }
  return made;
}

/** @param {ApiClient} api */
async function defineGroups(api) {
  const tops = [];
  const leaves = [];
  for (const category of CATEGORIES)
    for (const half of ['上', '下']) {
      const top = await api.post('/api/v1/tag-groups', { name: { 'zh-CN': `分组${tops.length}${half}` }, category });
      tops.push(top.id);
      for (let n = 0; n < 2; n++) {
        const name = { 'zh-CN': `小组${leaves.length}` };
        const { id } = await api.post('/api/v1/tag-groups', { name, category, parentId: top.id });
        leaves.push({ id, category });
      }
    }
  return { tops, leaves };
}

/** @param {ApiClient} api @param {Map<string, { id: string, branch: number }>} departments @param {{ id: string, category: string }[]} leaves */
async function defineTags(api, departments, leaves) {
  const owners = [...departments.values()];
  const tags = [];
  for (let n = 0; n < TAGS; n++) {
    const group = n % leaves.length;
    const owner = n % 5 < 2 ? null : owners[n % owners.length];
    const { id, key } = await api.post('/api/v1/tags', {
      key: `bench_${n}`,
      name: { 'zh-CN': `压测 ${n}` },
      category: leaves[group].category,
      groupId: leaves[group].id,
      ...(n % 10 === 7 && { kind: 'one_of', values: VALUES }),
      ...(owner && { scope: 'department', ownerDepartmentId: owner.id }),
    });
    tags.push({ id, key, owner });
  }
  return tags;
}

/**
 * @param {ApiClient} api @param {Map<string, { id: string, branch: number }>} departments
 * @param {{ tops: string[], leaves: { id: string }[] }} groups
 * @param {{ id: string, owner: { id: string, branch: number } | null }[]} tags
 */
async function lend(api, departments, { tops, leaves }, tags) {
  const share = (/** @type {object} */ what, /** @type {string} */ level) =>
    api.post('/api/v1/shares', { ...what, level, purpose: '压测' });
  const idOf = (/** @type {string} */ key) => /** @type {{ id: string }} */ (departments.get(key)).id;
  for (const groupId of tops) await share({ groupId, departmentId: idOf(WIDE) }, 'assign');
  for (const [group, department, level] of LENT_TO_TYPICAL)
    await share({ groupId: leaves[group].id, departmentId: idOf(department) }, level);
  const others = [...departments.values()].filter(({ branch }) => branch !== WIDE_BRANCH);
  for (const [n, { id: tagId, owner }] of tags.entries()) {
    // one enterprise tag in four is locked for somebody; what departments own they lend to three others
    const levels = owner === null ? (n % 4 === 0 ? ['hidden'] : []) : [n, n + 1, n + 2].map((at) => LEVELS[at % 5]);
    const borrowers = levels.map((_level, at) => others[(n * 11 + at * 7) % others.length]);
    for (const [at, { id: departmentId, branch }] of borrowers.entries())
      if (branch !== owner?.branch) await share({ tagId, departmentId }, levels[at]);
  }
}

/** Whose claims name them: some of the department itself, some of the whole enterprise. @param {ApiClient} api @param {ApiClient} typical @param {{ key: string, owner: unknown }[]} tags @param {string} own */
async function defineFlows(api, typical, tags, own) {
  const flow = (/** @type {string} */ tag) => ({
    name: `bench ${tag}`,
    nodes: [
      { id: 'start', kind: 'trigger', position: { x: 0, y: 0 }, data: { on: 'change' } },
      {
        id: 'city',
        kind: 'condition',
        position: { x: 0, y: 160 },
        data: { fact: 'profile.city', operator: 'equal', value: '上海' },
      },
      {
        id: 'then',
        kind: 'action',
        position: { x: 0, y: 320 },
        data: { action: 'addTag', tag, membership: 'while' },
      },
    ],
    edges: [
      { id: 'start-city', source: 'start', target: 'city' },
      { id: 'city-then', source: 'city', target: 'then' },
    ],
  });
  const flows = [];
  for (const { key } of tags.filter((_tag, n) => n % 10 === 0))
    flows.push(await api.post('/api/v1/flows', { flow: flow(key) }));
  for (let n = 0; n < 5; n++) flows.push(await typical.post('/api/v1/flows', { flow: flow(own) }));
  return flows.map(({ id }) => id);
}
