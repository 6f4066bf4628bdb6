/** Four departments with a person each, two tags, and a customer who has both. */
const PASSWORD = 'browser-journey-3';
const DEPARTMENTS = /** @type {const} */ ({ market: '市场部', service: '客服部', sales: '销售部', law: '合规部' });
const PEOPLE = /** @type {const} */ ({
  market: ['市场一号', 'designer', 'market'],
  marketToo: ['市场二号', 'designer', 'market'],
  service: ['客服一号', 'designer', 'service'],
  sales: ['销售一号', 'designer', 'sales'],
  // for the whole organisation
  law: ['合规一号', 'compliance', null],
});

export const EVENT_TAG = '参加618活动';
export const SPENDING_TAG = '消费能力';
export const CALLBACK_TAG = '618回访';

/** @typedef {{ email: string, name: string, password: string }} Account */
/** @typedef {Awaited<ReturnType<typeof sharingWorld>>} SharingWorld */

/**
 * @param {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} world
 * @param {string} customerName who is to have both tags
 */
export async function sharingWorld({ api: { call } }, customerName) {
  const departments = await made(DEPARTMENTS, async (key, name) => {
    const { id } = await call('POST', '/departments', { key: `share_${key}`, name });
    return /** @type {string} */ (id);
  });
  const people = await made(PEOPLE, async (key, [name, role, department]) => {
    const account = { email: `share-${key.toLowerCase()}@example.com`, name, password: PASSWORD };
    const departmentId = department === null ? {} : { departmentId: departments[department] };
    await call('POST', '/users', { ...account, role, ...departmentId });
    return account;
  });
  const tag = async (/** @type {object} */ definition) => {
    const { id, key } = await call('POST', '/tags', { category: 'behavior', ...definition });
    return /** @type {{ id: string, key: string }} */ ({ id, key });
  };
  const ofDepartment = (/** @type {keyof typeof departments} */ department) => ({
    scope: 'department',
    ownerDepartmentId: departments[department],
  });
  const event = await tag({ name: { 'zh-CN': EVENT_TAG, en: 'Took part in 618' }, ...ofDepartment('market') });
  const callback = await tag({
    name: { 'zh-CN': CALLBACK_TAG, en: 'Call back after 618' },
    ...ofDepartment('service'),
  });
  const spending = await tag({
    name: { 'zh-CN': SPENDING_TAG, en: 'Spending power' },
    kind: 'one_of',
    values: ['高', '中', '低'],
    category: 'value',
    scope: 'enterprise',
    ownerDepartmentId: departments.sales,
  });
  const condition = { fact: 'profile.name', operator: 'equal', value: customerName };
  const [{ id: customerId }] = (await call('POST', '/customers/search', { condition })).items;
  await call('POST', `/customers/${customerId}/tags`, { tag: event.key, reason: '报名表' });
  await call('POST', `/customers/${customerId}/tags`, { tag: spending.key, value: '高', reason: '年度复盘' });
  return { departments, people, tags: { event, callback, spending }, customer: { id: customerId, name: customerName } };
}

/**
 * @template {string} K @template V @template T
 * @param {Readonly<Record<K, V>>} wanted
 * @param {(key: K, value: V) => Promise<T>} make
 */
async function made(wanted, make) {
  /** @type {Partial<Record<K, T>>} */
  const all = {};
  for (const [key, value] of /** @type {[K, V][]} */ (Object.entries(wanted))) all[key] = await make(key, value);
  return /** @type {Record<K, T>} */ (all);
}
