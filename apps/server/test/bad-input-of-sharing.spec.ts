import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, FlowDetail, Tag } from '@tagloom/contracts';
import { addTag, drawFlow } from '../src/testing/draw-flow.js';
import { openDesk, type SharingDesk } from '../src/testing/sharing-desk.js';
import { fingerprintOf } from './support/fingerprint.js';

const SHARES = '/api/v1/shares';
const NOBODY = '987654321';
const STRANGE = ['__proto__', 'toString.x', 'constructor', '', ' ', null, [], {}, 0, true, '1; --'];
const BUILT_IN = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
const snapshot = () => BUILT_IN.map((each) => Reflect.ownKeys(each).map(String).sort().join());
const TABLES = [
  ...['tags', 'tag_versions', 'tag_groups', 'tag_local_names', 'tag_operations', 'claims', 'changes', 'shares'],
  ...['share_requests', 'departments', 'department_roles', 'users', 'flows', 'flow_versions'],
];

let desk: SharingDesk;
let tag: Tag;
let before: string[];
const builtIn = snapshot();
beforeAll(async () => {
  desk = await openDesk();
  tag = await desk.tag(desk.market);
  await desk.market.get('/api/v1/tags');
  const leaf = { fact: `tag.${tag.key}`, operator: 'equal', value: true };
  const given = await desk.tag(desk.market);
  await desk.market.get('/api/v1/tags');
  const flow = drawFlow('常客', [leaf], [addTag(given.key)]);
  const { id, revision } = (await desk.market.post<FlowDetail>('/api/v1/flows', { flow })).body;
  const published = await desk.market.post(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision });
  expect(published.status).toBe(200);
  await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.sales, level: 'exists' });
  before = await fingerprintOf(desk.server.database, TABLES);
}, 60_000);
afterAll(() => desk.close());

type Answer = { status: number; body: unknown };
/** Refused with this code, with what to do, and without a trace. */
async function refused(asked: Promise<Answer>, status: number, code: string): Promise<void> {
  const answer = await asked;
  const { error } = answer.body as ErrorBody;
  expect([answer.status, error.code]).toEqual([status, code]);
  expect(error.hint).toMatch(/\w/);
  expect(await fingerprintOf(desk.server.database, TABLES)).toEqual(before);
  expect(snapshot()).toEqual(builtIn);
}
const share = (terms: Record<string, unknown>) =>
  desk.market.post(SHARES, {
    ...{ tagId: tag.id, departmentId: desk.departments.service, level: 'read', purpose: '接待分流' },
    ...terms,
  });

describe('bad input', () => {
  it('a share with an unknown department', () => refused(share({ departmentId: NOBODY }), 404, 'department_not_found'));

  it('a share and a request until a day that is over', async () => {
    const until = '2026-03-01T00:00:00.000Z';
    await refused(share({ until }), 422, 'expires_in_past');
    const asked = { tagId: tag.id, level: 'read', purpose: '接待分流', until };
    await refused(desk.sales.post('/api/v1/share-requests', asked), 422, 'expires_in_past');
  });

  it.each(STRANGE.map((value) => [value]))('%p as a scope, a level, a department or an owner', async (value) => {
    const wrong: Promise<Answer>[] = [
      desk.market.post('/api/v1/tags', { name: { 'zh-CN': '常客' }, category: 'value', scope: value }),
      desk.market.patch(`/api/v1/tags/${tag.id}`, { scope: value }),
      share({ level: value }),
      share({ departmentId: value }),
      desk.server.client.post('/api/v1/users', {
        ...{ email: 'x@example.com', name: 'x', password: 'correct horse battery', role: value },
      }),
    ];
    for (const asked of wrong) await refused(asked, 400, 'validation_failed');
  });

  it.each(['__proto__', 'toString.x', 'constructor', 'tag.__proto__', 'tag.toString.x', 'profile.constructor', ''])(
    '%p as the fact of a condition: to search, to count, to simulate, and to publish',
    async (fact) => {
      const condition = { fact, operator: 'equal', value: true };
      const flow = drawFlow('坏', [condition], [addTag(tag.key)]);
      for (const asked of [
        desk.market.post('/api/v1/customers/search', { condition }),
        desk.market.post('/api/v1/flows/count', { condition }),
        desk.market.post('/api/v1/flows/simulate', { flow, customerId: '1' }),
      ]) {
        const { status, body } = await asked;
        expect([fact, status >= 400 && status < 500]).toEqual([fact, true]);
        await refused(asked, status, (body as ErrorBody).error.code);
      }
    },
  );

  it('a circle of departments', () => {
    const { service, night } = desk.departments;
    const move = desk.server.client.patch(`/api/v1/departments/${service}`, { parentId: night, revision: 1 });
    return refused(move, 422, 'department_cycle');
  });

  it('the deletion of a tag that a published flow uses, by its owner and by headquarters', async () => {
    for (const client of [desk.market, desk.server.client])
      await refused(client.delete(`/api/v1/tags/${tag.id}`), 409, 'tag_in_use');
  });

  it('an edit of another version of a definition than the newest, with both versions', async () => {
    const stale = desk.market.patch(`/api/v1/tags/${tag.id}`, { meaning: '我的', revision: tag.revision + 1 });
    await refused(stale, 409, 'revision_conflict');
    const { params } = ((await stale).body as ErrorBody).error;
    expect(params).toMatchObject({ yours: { meaning: '我的' }, theirs: { id: tag.id, revision: tag.revision } });
  });
});
