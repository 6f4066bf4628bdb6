import { ACCOUNTS } from '../accounts.mjs';
import { signIn } from '../api-client.mjs';
import { careOf, dayIn } from '../definition.mjs';
import { TIME_ZONE_OFFSET } from '../shift-dates.mjs';
import { byKey, publish } from '../seed.mjs';
import { DEPARTMENT_TAGS, LOCAL_NAMES, REQUESTS, SHARES } from './definitions.mjs';
import { departmentFlows } from './flows.mjs';

/** @typedef {import('../api-client.mjs').ApiClient} ApiClient */
/** @typedef {Awaited<ReturnType<typeof seedDepartmentTags>>} Names */

/** Comes after the other tags of the demo, for the days on which definitions are looked at again. */
const AFTER_THE_OTHERS = 22;

/**
 * Tags that departments have of their own. Looked up first, as everything of the demo.
 *
 * @param {ApiClient} api of an administrator
 */
export async function seedDepartmentTags(api) {
  const departments = byKey(await api.get('/api/v1/departments'));
  const idOf = (/** @type {string} */ key) => /** @type {{ id: string }} */ (departments.get(key)).id;
  const owner = new Map(DEPARTMENT_TAGS.map(({ key, department }) => [key, department]));
  /** Tags of a department have its name before theirs. */
  const keyOf = (/** @type {string} */ tag) => {
    const department = owner.get(tag);
    return department === undefined ? tag : `d${idOf(department)}_${tag}`;
  };
  const { groups, tags } = await api.get('/api/v1/tags');
  const [groupOf, known] = [byKey(groups), byKey(tags)];
  /** @type {{ id: string, email: string }[]} */
  const users = await api.get('/api/v1/users');
  for (const [nth, { department, group, steward, ...tag }] of DEPARTMENT_TAGS.entries()) {
    if (known.has(keyOf(tag.key))) continue;
    await api.post('/api/v1/tags', {
      ...tag,
      scope: 'department',
      ownerDepartmentId: idOf(department),
      groupId: /** @type {any} */ (groupOf.get(group)).id,
      ...careOf(
        users.find(({ email }) => email === steward),
        AFTER_THE_OTHERS + nth,
      ),
    });
  }
  return { idOf, keyOf };
}

/**
 * Shares, a request that waits, and names, by people of the departments, so that the record says who. What was lent or asked for
 * once is not lent or asked for again, also when people have ended it since.
 *
 * @param {ApiClient} api @param {string} url @param {Names} names
 */
export async function seedSharing(api, url, { idOf, keyOf }) {
  const tags = byKey((await api.get('/api/v1/tags')).tags);
  const idOfTag = (/** @type {string} */ tag) => /** @type {{ id: string }} */ (tags.get(keyOf(tag))).id;
  const until = (/** @type {number | undefined} */ days) =>
    days === undefined ? {} : { until: `${dayIn(new Date(), days)}T23:59:59${TIME_ZONE_OFFSET}` };
  const shares = await api.get('/api/v1/shares?ended=true');
  const requests = await api.get('/api/v1/share-requests');
  for (const { tag, by, to, level, purpose, days } of SHARES) {
    const share = { tagId: idOfTag(tag), departmentId: idOf(to) };
    if (!isAmong(shares, share))
      await asPerson(url, by, (person) => person.post('/api/v1/shares', { ...share, level, purpose, ...until(days) }));
  }
  for (const { tag, by, department, level, purpose, days } of REQUESTS) {
    const request = { tagId: idOfTag(tag), level, purpose, ...until(days) };
    if (!isAmong(requests, { ...request, departmentId: idOf(department) }))
      await asPerson(url, by, (person) => person.post('/api/v1/share-requests', request));
  }
  for (const { tag, department, ...words } of LOCAL_NAMES) {
    const { localNames } = await api.get(`/api/v1/tags/${idOfTag(tag)}`);
    const path = `/api/v1/tags/${idOfTag(tag)}/local-names/${idOf(department)}`;
    if (!localNames.some((/** @type {Of} */ { departmentId }) => departmentId === idOf(department)))
      await api.put(path, words);
  }
}

/** @typedef {{ tagId?: string | null, departmentId: string }} Of @param {Of[]} list @param {Of} wanted */
const isAmong = (list, wanted) =>
  list.some(({ tagId, departmentId }) => tagId === wanted.tagId && departmentId === wanted.departmentId);

/** Each by a designer of its department. @param {ApiClient} api @param {string} url @param {Names} names @param {(line: string) => void} say */
export async function publishDepartmentFlows(api, url, { keyOf }, say) {
  /** @type {{ name: string, status: string }[]} */
  const known = await api.get('/api/v1/flows');
  for (const { by, drawing } of departmentFlows(keyOf))
    if (!known.some(({ name }) => name === drawing.name))
      await asPerson(url, by, (person) => publish(person, drawing, undefined, say));
}

/** @template T @param {string} url @param {string} email @param {(person: ApiClient) => Promise<T>} work */
async function asPerson(url, email, work) {
  const account = ACCOUNTS.find((candidate) => candidate.email === email);
  if (!account) throw new Error(`there is no ${email}`);
  const { signOut, ...person } = await signIn(url, account);
  await work(/** @type {ApiClient} */ (person));
  await signOut();
}
