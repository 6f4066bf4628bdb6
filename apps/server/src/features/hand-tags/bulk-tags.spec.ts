import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkTagRequest, ErrorBody, Run, Tag } from '@tagloom/contracts';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';
import type { TestClient } from '../../testing/test-client.js';
import { waitFor } from '../../testing/wait-for.js';

const BULK = '/api/v1/customers/tags/bulk';
/** In three batches. */
const MANY = 2_100;
let desk: SharingDesk;
let ids: string[];
let tag: Tag;

beforeAll(async () => {
  desk = await openDesk();
  ids = await newCustomers(MANY);
  tag = await desk.tag(desk.server.client);
  await desk.server.client.get('/api/v1/tags');
}, 60_000);
afterAll(() => desk.close());

async function newCustomers(count: number): Promise<string[]> {
  const { rows } = await desk.server.database.query<{ id: string }>(
    "INSERT INTO customers (p_name, p_city, p_phone) SELECT '客' || n, '苏州', '1380000' || n FROM generate_series(1, $1) n RETURNING id::text AS id",
    [count],
  );
  return rows.map(({ id }) => id);
}
const bulk = <T = Run>(by: TestClient, request: object) =>
  by.post<T>(BULK, { stance: 'assert', tag: tag.key, ...request });
const ended = (by: TestClient, id: string) =>
  waitFor(
    async () => (await by.get<Run>(`/api/v1/runs/${id}`)).body,
    ({ status }) => status !== 'queued' && status !== 'running',
  );
async function holders(tagId: string, among: readonly string[] = ids): Promise<string[]> {
  const { rows } = await desk.server.database.query<{ id: string }>(
    'SELECT id::text AS id FROM customers WHERE tags @> ARRAY[$1::int] AND id = ANY ($2::bigint[]) ORDER BY customers.id',
    [tagId, among],
  );
  return rows.map(({ id }) => id);
}
const runsOf = async () =>
  (await desk.server.database.query<{ runs: number }>("SELECT count(*)::int AS runs FROM runs WHERE kind = 'bulk'"))
    .rows[0].runs;
const batchesLeft = async () =>
  (await desk.server.database.query<{ batches: number }>('SELECT count(*)::int AS batches FROM bulk_batches')).rows[0]
    .batches;

/** Keeps the run from going past this customer until `work` is done. */
async function heldBackAt<T>(customerId: string, work: () => Promise<T>): Promise<T> {
  const holder = await desk.server.database.pool.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM customers WHERE id = $1 FOR UPDATE', [customerId]);
    return await work();
  } finally {
    await holder.query('ROLLBACK');
    holder.release();
  }
}
const doneOf = async (runId: string) =>
  (await desk.server.database.query<{ done: number }>('SELECT done FROM runs WHERE id = $1', [runId])).rows[0].done;

/** Until the present batch has committed. */
const isCancelWaiting = async () =>
  (
    await desk.server.database.query(
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE runs SET cancel_requested%'",
    )
  ).rows.length > 0;

describe('a bulk edit', () => {
  it('is a run with the tag, the person and the number, and leaves no list behind', async () => {
    const agent = await desk.person('agent', 'market');
    const { status, body } = await bulk(agent, { whom: { ids: [...ids, ids[0]] } });
    expect([status, body]).toMatchObject([
      201,
      { kind: 'bulk', total: MANY, title: tag.name['zh-CN'], tag: { id: tag.id }, stance: 'assert', own: true },
    ]);
    expect(await ended(agent, body.id)).toMatchObject({ status: 'done', done: MANY, changed: MANY });
    expect(await holders(tag.id)).toEqual(ids);
    expect(await batchesLeft()).toBe(0);
    expect((await desk.sales.get<Run>(`/api/v1/runs/${body.id}`)).body).toMatchObject({
      own: false,
      startedBy: 'market agent',
    });
  });

  it('ends after its present batch when whoever started it cancels it, each customer wholly done or not at all', async () => {
    const agent = await desk.person('agent', 'market');
    const own = await desk.tag(desk.server.client);
    const other = await desk.person('agent', 'market');
    const { run, cancelling } = await heldBackAt(ids[1_200], async () => {
      const { body } = await bulk(agent, { tag: own.key, whom: { ids } });
      await waitFor(
        () => doneOf(body.id),
        (done) => done === 1_000,
      );
      const refused = await other.post<ErrorBody>(`/api/v1/runs/${body.id}/cancel`);
      expect(refused).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
      const again = await bulk<ErrorBody>(agent, { tag: own.key, whom: { ids: [ids[0]] } });
      expect(again).toMatchObject({
        status: 409,
        body: { error: { code: 'bulk_running', params: { runId: body.id } } },
      });
      const answer = agent.post<Run>(`/api/v1/runs/${body.id}/cancel`);
      await waitFor(isCancelWaiting, (isWaiting) => isWaiting);
      return { run: body, cancelling: answer };
    });
    await cancelling;
    expect(await ended(agent, run.id)).toMatchObject({ status: 'cancelled', done: 2_000 });
    expect(await holders(own.id)).toEqual(ids.slice(0, 2_000));
    expect(await batchesLeft()).toBe(0);
  });

  it('goes on behind its last batch after its process was killed, and does nothing twice', async () => {
    const left = await desk.tag(desk.server.client);
    const { rows } = await desk.server.database.query<{ id: string }>(
      `WITH run AS (
         INSERT INTO runs (kind, status, title, tag_id, started_by, total, done, cursor, started_at, cause)
         VALUES ('bulk', 'running', '断', $1, '王', 2100, 1000, $2, now(), $4) RETURNING id)
       INSERT INTO bulk_batches (run_id, up_to, ids)
       SELECT run.id, part[cardinality(part)], part FROM run, (VALUES ($3::bigint[])) v (ids),
         LATERAL (VALUES (ids[:1000]), (ids[1001:])) p (part)
       RETURNING run_id::text AS id`,
      [
        left.id,
        ids[999],
        ids,
        JSON.stringify({
          by: 'person:1',
          actor: { kind: 'person', id: '1', name: '王' },
          viewer: { departmentId: null, userId: '1' },
          stance: 'assert',
          value: null,
          reason: null,
          expiresAt: null,
        }),
      ],
    );
    expect(await ended(desk.server.client, rows[0].id)).toMatchObject({ status: 'done', done: MANY });
    expect(await holders(left.id)).toEqual(ids.slice(1_000));
    const { rows: changes } = await desk.server.database.query(
      'SELECT customer_id FROM changes WHERE tag_id = $1 GROUP BY customer_id HAVING count(*) <> 1',
      [left.id],
    );
    expect(changes).toEqual([]);
  });

  it('ends when the tag is taken back from the department meanwhile, and says why', async () => {
    const lent = await desk.tag(desk.sales, { scope: 'department' });
    const { id: shareId } = await desk.share(desk.sales, {
      tagId: lent.id,
      departmentId: desk.departments.market,
      level: 'assign',
    });
    const run = await heldBackAt(ids[500], async () => {
      const { status, body } = await bulk(desk.market, { tag: lent.key, whom: { ids } });
      expect({ status, body }).toMatchObject({ status: 201 });
      await waitFor(
        async () => (await desk.server.client.get<Run>(`/api/v1/runs/${body.id}`)).body,
        ({ status }) => status === 'running',
      );
      expect((await desk.sales.delete(`/api/v1/shares/${shareId}`)).status).toBeLessThan(300);
      // the second batch takes its definitions after the share has ended
      await new Promise((resolve) => setTimeout(resolve, 400));
      return body;
    });
    const stopped = await ended(desk.server.client, run.id);
    expect(stopped).toMatchObject({ status: 'failed', error: 'bulk_not_allowed' });
    expect(stopped.done).toBe(1_000);
    expect(await holders(lent.id)).toEqual(ids.slice(0, stopped.done));
    expect((await desk.market.get(`/api/v1/runs/${run.id}`)).status).toBe(404);
  });

  it('of a tag that others do not read is not there for them', async () => {
    const secret = await desk.tag(desk.sales, { scope: 'department' });
    const { body } = await bulk(desk.sales, { tag: secret.key, whom: { ids: ids.slice(0, 3) } });
    await ended(desk.sales, body.id);
    const absent = await desk.market.get<ErrorBody>('/api/v1/runs/987654');
    const hidden = await desk.market.get<ErrorBody>(`/api/v1/runs/${body.id}`);
    expect([hidden.status, hidden.body.error.code]).toEqual([404, absent.body.error.code]);
    const cancel = await desk.market.post<ErrorBody>(`/api/v1/runs/${body.id}/cancel`);
    expect([cancel.status, cancel.body.error.code]).toEqual([404, absent.body.error.code]);
    const list = await desk.market.get<Run[]>('/api/v1/runs');
    expect(list.body.some(({ id }) => id === body.id)).toBe(false);
    expect((await desk.server.client.get(`/api/v1/runs/${body.id}`)).status).toBe(200);
  });

  it('of a personal tag is not there even for headquarters, nor when the tag is gone', async () => {
    const mine = await desk.tag(desk.sales, { scope: 'personal' });
    const { body } = await bulk(desk.sales, { tag: mine.key, whom: { ids: ids.slice(0, 3) } });
    await ended(desk.sales, body.id);
    const forHeadquarters = async () => (await desk.server.client.get(`/api/v1/runs/${body.id}`)).status;
    expect(await forHeadquarters()).toBe(404);
    expect((await desk.sales.delete(`/api/v1/tags/${mine.id}`)).status).toBeLessThan(300);
    await desk.server.client.get('/api/v1/tags');
    expect(await forHeadquarters()).toBe(404);
  });
});

describe('what a bulk edit refuses', () => {
  const EVERYONE = { all: [] };
  const refused = (request: Partial<BulkTagRequest> & Record<string, unknown>, by?: TestClient) =>
    bulk<ErrorBody>(by ?? desk.server.client, request);

  it.each<[string, Record<string, unknown>, number, string, string | undefined]>([
    ['an unknown tag', { tag: 'no_such_tag', whom: { ids: ['1'] } }, 404, 'tag_not_found', 'tag'],
    ['a value that the tag does not take', { value: 3, whom: { ids: ['1'] } }, 422, 'tag_value_invalid', 'value'],
    [
      'a value of what is removed',
      { stance: 'forbid', value: 3, whom: { ids: ['1'] } },
      400,
      'validation_failed',
      'value',
    ],
    ['nobody', { whom: { ids: [] } }, 400, 'validation_failed', undefined],
    ['ids and a condition at once', { whom: { ids: ['1'], total: 1 } }, 400, 'validation_failed', undefined],
    ['an id that is none', { whom: { ids: ['1; DROP TABLE customers'] } }, 400, 'validation_failed', undefined],
    ['a customer who is not there', { whom: { ids: ['1', '987654'] } }, 404, 'customer_not_found', 'whom.ids'],
    [
      'a time that has passed',
      { expiresAt: '2020-01-01T00:00:00Z', whom: { ids: ['1'] } },
      422,
      'expires_in_past',
      'expiresAt',
    ],
    [
      'another number than there is',
      { whom: { condition: EVERYONE, total: 1_800 } },
      409,
      'bulk_total_changed',
      'whom.total',
    ],
    ['a number of none where there are some', { whom: { total: 0 } }, 409, 'bulk_total_changed', 'whom.total'],
    [
      'a fact that is none',
      { whom: { condition: { fact: 'profile.shoe', operator: 'equal', value: 1 }, total: 9 } },
      400,
      'validation_failed',
      'whom.condition',
    ],
    [
      'a fact of nature',
      { whom: { condition: { fact: '__proto__', operator: 'equal', value: 1 }, total: 9 } },
      400,
      'validation_failed',
      'whom.condition',
    ],
    [
      'a path into nature',
      { whom: { condition: { all: [{ fact: 'profile.toString.x', operator: 'equal', value: 1 }] }, total: 9 } },
      400,
      'validation_failed',
      'whom.condition.all.0',
    ],
    ['an unknown field', { whom: { ids: ['1'] }, force: true }, 400, 'validation_failed', undefined],
  ])('%s, and nothing is changed', async (_title, request, status, code, path) => {
    const before = await runsOf();
    const answer = await refused(request);
    expect({ status: answer.status, code: answer.body.error.code }).toEqual({ status, code });
    if (path !== undefined) expect(answer.body.error.path).toBe(path);
    expect(await runsOf()).toBe(before);
    expect(await batchesLeft()).toBe(0);
  });

  it('a key __proto__ in the condition itself', async () => {
    const body = `{"stance":"assert","tag":"${tag.key}","whom":{"condition":{"__proto__":{"all":[]}},"total":2100}}`;
    const answer = await desk.server.client.raw<ErrorBody>('POST', BULK, body, { 'content-type': 'application/json' });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed']);
  });

  it('says how many there are now, and takes a number within a tenth of it', async () => {
    const answer = await refused({ whom: { condition: EVERYONE, total: 1_800 } });
    expect(answer.body.error.params).toEqual({ total: MANY });
    const near = await bulk(desk.server.client, { whom: { condition: EVERYONE, total: 2_000 } });
    expect([near.status, near.body.total]).toEqual([201, MANY]);
    await ended(desk.server.client, near.body.id);
  });

  it('what its caller does not see as what is not there, and what it may not set with the level that it lacks', async () => {
    const secret = await desk.tag(desk.sales, { scope: 'department' });
    const nobody = { whom: { ids: [ids[0]] } };
    const hidden = await refused({ tag: secret.key, ...nobody }, desk.market);
    const absent = await refused({ tag: 'no_such_tag', ...nobody }, desk.market);
    expect(JSON.stringify(hidden.body.error.code)).toBe(JSON.stringify(absent.body.error.code));
    expect([hidden.status, hidden.body.error.path]).toEqual([404, 'tag']);
    const asked = await refused(
      { whom: { condition: { fact: `tag.${secret.key}`, operator: 'equal', value: true }, total: 3 } },
      desk.market,
    );
    expect([asked.status, asked.body.error.path]).toEqual([400, 'whom.condition']);
    await desk.share(desk.sales, { tagId: secret.id, departmentId: desk.departments.market, level: 'use' });
    const low = await refused({ tag: secret.key, ...nobody }, desk.market);
    expect([low.status, low.body.error.code]).toEqual([403, 'level_too_low']);
  });

  it('a person who does not tag, and whoever only looks through a department’s eyes', async () => {
    for (const role of ['viewer', 'compliance'] as const) {
      const reader = await desk.person(role, 'market');
      expect((await refused({ whom: { ids: [ids[0]] } }, reader)).status).toBe(403);
    }
  });
});
