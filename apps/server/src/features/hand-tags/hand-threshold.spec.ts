import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CreatedApiKey, Approval, ErrorBody, Run, Tag } from '@tagloom/contracts';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';
import type { TestClient } from '../../testing/test-client.js';
import { waitFor } from '../../testing/wait-for.js';

const MOST = 3;
const OFF = { publish: false, delete: false, merge: false, share: false, bulk: null };
let desk: SharingDesk;
let ids: string[];
let tag: Tag;
let asker: TestClient;

beforeAll(async () => {
  desk = await openDesk();
  const { rows } = await desk.server.database.query<{ id: string }>(
    "INSERT INTO customers (p_city) SELECT '苏州' FROM generate_series(1, 40) RETURNING id::text AS id",
  );
  ids = rows.map(({ id }) => id);
}, 60_000);
afterAll(() => desk.close());
beforeEach(async () => {
  expect((await desk.server.client.put('/api/v1/settings/four-eyes', { ...OFF, bulk: MOST })).status).toBe(200);
  tag = await desk.tag(desk.server.client);
  asker = await desk.person('agent', 'market');
});

const requestFor = (whom: readonly string[], more: object = {}) => ({
  stance: 'assert' as const,
  tag: tag.key,
  whom: { ids: [...whom] },
  ...more,
});
const bulk = (by: TestClient, whom: readonly string[], more: object = {}) =>
  by.post<Run & ErrorBody>('/api/v1/customers/tags/bulk', requestFor(whom, more));
const one = (by: TestClient, id: string) => by.post<ErrorBody>(`/api/v1/customers/${id}/tags`, { tag: tag.key });
const without = (by: TestClient, id: string) => by.delete<ErrorBody>(`/api/v1/customers/${id}/tags`, { tag: tag.key });
const ask = (by: TestClient, whom: readonly string[], more: object = {}) =>
  by.post<Approval>('/api/v1/approvals', {
    request: { act: 'bulkTag', bulk: requestFor(whom, more) },
    reason: '活动名单',
  });
const agree = (by: TestClient, id: string) =>
  by.post<Approval>(`/api/v1/approvals/${id}/decide`, { decision: 'approve' });
const REFUSED = { status: 409, body: { error: { code: 'approval_required', params: { act: 'bulkTag' } } } };
const ended = (id: string) =>
  waitFor(
    async () => (await desk.server.client.get<Run>(`/api/v1/runs/${id}`)).body,
    ({ status }) => status !== 'queued' && status !== 'running',
  );
async function done(answer: Promise<{ status: number; body: Run }>): Promise<Run> {
  const { status, body } = await answer;
  expect({ status, body }).toMatchObject({ status: 201 });
  return ended(body.id);
}
const holders = async (): Promise<number> =>
  (
    await desk.server.database.query<{ holders: number }>(
      'SELECT count(*)::int AS holders FROM customers WHERE tags @> ARRAY[$1::int]',
      [tag.id],
    )
  ).rows[0].holders;
const underWay = async () =>
  (await desk.server.database.query("SELECT FROM runs WHERE tag_id = $1 AND status IN ('queued', 'running')", [tag.id]))
    .rows.length;
const runs = async () => (await desk.server.database.query('SELECT FROM runs WHERE tag_id = $1', [tag.id])).rows.length;

describe('above the number that a second person is asked for', () => {
  it('a bulk edit waits, and nothing of it is there', async () => {
    expect(await bulk(asker, ids.slice(0, MOST + 1))).toMatchObject(REFUSED);
    expect([await holders(), await runs()]).toEqual([0, 0]);
    expect(await done(bulk(asker, ids.slice(0, MOST)))).toMatchObject({ status: 'done', done: MOST });
  });

  it('single calls count, whether they set or remove, each customer once', async () => {
    for (const id of ids.slice(0, MOST)) expect((await one(asker, id)).status).toBe(200);
    expect((await one(asker, ids[0])).status).toBe(200);
    expect((await without(asker, ids[1])).status).toBe(200);
    expect(await one(asker, ids[MOST])).toMatchObject(REFUSED);
    expect(await without(asker, ids[MOST])).toMatchObject(REFUSED);
    expect(await holders()).toBe(MOST - 1);
  });

  it('pieces of one less do not get around it, nor do pieces and single calls', async () => {
    await done(bulk(asker, ids.slice(0, MOST - 1)));
    expect(await bulk(asker, ids.slice(MOST - 1, 2 * MOST - 2))).toMatchObject(REFUSED);
    expect((await one(asker, ids[MOST - 1])).status).toBe(200);
    expect(await one(asker, ids[MOST])).toMatchObject(REFUSED);
    expect(await done(bulk(asker, ids.slice(0, MOST)))).toMatchObject({ done: MOST });
  });

  it('calls at the same moment do not get around it', async () => {
    const answers = await Promise.all(ids.slice(0, 12).map((id) => one(asker, id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(MOST);
    expect(await holders()).toBe(MOST);
  });

  it('a key counts with the person who made it', async () => {
    const admin = await desk.person('admin');
    const { body: key } = await admin.post<CreatedApiKey>('/api/v1/api-keys', { name: '脚本', role: 'agent' });
    const script = desk.server.anonymous.with({ authorization: `Bearer ${key.key}` });
    for (const id of ids.slice(0, MOST)) expect((await one(admin, id)).status).toBe(200);
    expect(await one(script, ids[MOST])).toMatchObject(REFUSED);
    expect(await bulk(script, [ids[MOST]])).toMatchObject(REFUSED);
  });

  it('another person, another tag and the day before count for themselves', async () => {
    await done(bulk(asker, ids.slice(0, MOST)));
    expect((await one(desk.market, ids[MOST])).status).toBe(200);
    const first = tag;
    tag = await desk.tag(desk.server.client);
    expect((await one(asker, ids[MOST])).status).toBe(200);
    tag = first;
    await desk.server.database.query("UPDATE hand_edits SET at = at - interval '24 hours' WHERE tag_id = $1", [tag.id]);
    expect((await one(asker, ids[MOST])).status).toBe(200);
  });

  it('nothing is asked or noted while the setting is off', async () => {
    await desk.server.client.put('/api/v1/settings/four-eyes', OFF);
    await done(bulk(asker, ids.slice(0, 10)));
    expect((await one(asker, ids[10])).status).toBe(200);
    const { rows } = await desk.server.database.query('SELECT FROM hand_edits WHERE tag_id = $1', [tag.id]);
    expect(rows).toEqual([]);
  });
});

describe('a second person', () => {
  it('agrees to a bulk edit, which is done as whoever asked, and no more of it', async () => {
    const asked = await ask(asker, ids.slice(0, 10), { reason: '名单' });
    expect(asked).toMatchObject({
      status: 201,
      body: { status: 'open', about: { customers: 10, tags: [{ id: tag.id }] } },
    });
    expect((await agree(asker, asked.body.id)).status).toBe(403);
    expect((await agree(desk.sales, asked.body.id)).body).toMatchObject({ status: 'done', error: null });
    const { rows } = await desk.server.database.query<{ id: string }>(
      'SELECT id::text AS id FROM runs WHERE tag_id = $1',
      [tag.id],
    );
    expect(await ended(rows[0].id)).toMatchObject({ status: 'done', done: 10, startedBy: 'market agent' });
    expect(await holders()).toBe(10);
    expect(await bulk(asker, ids.slice(0, 10), { reason: '名单' })).toMatchObject(REFUSED);
    // what was agreed to is not the asker's alone, and leaves their own number as it was
    expect((await one(asker, ids[20])).status).toBe(200);
  });

  it('agrees to one customer more', async () => {
    for (const id of ids.slice(0, MOST)) await one(asker, id);
    const asked = await ask(asker, [ids[MOST]]);
    expect((await agree(desk.sales, asked.body.id)).body.status).toBe('done');
    await waitFor(holders, (count) => count === MOST + 1);
  });

  it('agrees to these customers and this value alone: with others it is asked anew', async () => {
    const asked = await ask(asker, ids.slice(0, 10));
    expect(asked.status).toBe(201);
    await desk.server.client.patch(`/api/v1/tags/${tag.id}`, { meaning: '改过的意思' });
    expect((await agree(desk.sales, asked.body.id)).status).toBeGreaterThanOrEqual(400);
    expect(await bulk(asker, ids.slice(0, 10))).toMatchObject(REFUSED);
    const again = await ask(asker, ids.slice(0, 10));
    expect((await agree(desk.sales, again.body.id)).body.status).toBe('done');
    await waitFor(holders, (count) => count === 10);
    await waitFor(underWay, (count) => count === 0);
    expect(await bulk(asker, ids.slice(0, 11))).toMatchObject(REFUSED);
  });

  it('is somebody who may set the tag', async () => {
    const own = await desk.tag(desk.market, { scope: 'department' });
    tag = own;
    const asked = await ask(desk.market, ids.slice(0, 10));
    expect(asked.status).toBe(201);
    expect((await agree(desk.sales, asked.body.id)).status).toBe(404);
    const colleague = await desk.person('designer', 'market');
    expect((await agree(colleague, asked.body.id)).body).toMatchObject({ status: 'done' });
  });

  it('cannot be asked for what the asker may not do', async () => {
    const hidden = await desk.tag(desk.sales, { scope: 'department' });
    tag = hidden;
    expect(await ask(asker, ids.slice(0, 10))).toMatchObject({
      status: 404,
      body: { error: { code: 'tag_not_found' } },
    });
    expect(await holders()).toBe(0);
  });
});
