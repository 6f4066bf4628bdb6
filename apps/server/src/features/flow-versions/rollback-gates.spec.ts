import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ErrorBody,
  Flow,
  FlowDetail,
  FlowReview,
  FlowVersion,
  GuardSettings,
  PublishResponse,
  RollBackResponse,
  Run,
} from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers } from '../../testing/seed-customers.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { waitFor } from '../../testing/wait-for.js';

const inCity = (value: string) => ({ fact: 'profile.city', operator: 'equal', value });
const known = { fact: 'profile.city', operator: 'isKnown' };

describe('a flow that is rolled back', () => {
  let test: TestApp;
  let [ann, ben]: TestClient[] = [];

  beforeAll(async () => {
    test = await createTestApp();
    await seedCustomers(test.database.pool, 40, 20_000);
    await test.database.pool.query("UPDATE customers SET tags = '{}', p_city = '上海'");
    ann = (await signedIn(test, 'designer', '安')).client;
    ben = (await signedIn(test, 'designer', '本')).client;
  });
  afterAll(() => test.close());

  const setGuard = (settings: GuardSettings) => test.client.put('/api/v1/settings/guard', settings);
  const find = async (id: string) => (await ann.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
  const versions = async (id: string) => (await ann.get<FlowVersion[]>(`/api/v1/flows/${id}/versions`)).body.length;
  const publish = async (id: string, apply = 'new_events') =>
    ann.post<PublishResponse & ErrorBody>(`/api/v1/flows/${id}/publish`, {
      apply,
      revision: (await find(id)).revision,
    });
  const rollBack = async (id: string, version = 1) =>
    ann.post<RollBackResponse & ErrorBody>(`/api/v1/flows/${id}/rollback`, {
      version,
      revision: (await find(id)).revision,
    });
  /** Two versions: the older, then the newer. */
  const twoVersions = async (older: Flow, newer: Flow) => {
    const { id } = (await ann.post<FlowDetail>('/api/v1/flows', { flow: older })).body;
    expect((await publish(id)).status).toBe(200);
    await ann.put(`/api/v1/flows/${id}/draft`, { flow: newer, revision: 1 });
    expect((await publish(id)).status).toBe(200);
    return id;
  };

  it('is not published while a golden customer fails: the case is named, the newer version stays in force', async () => {
    const id = await twoVersions(
      drawFlow('黄金', [inCity('北京')], [addTag('vip')]),
      drawFlow('黄金', [inCity('上海')], [addTag('vip')]),
    );
    const golden = {
      name: '小红',
      facts: { 'profile.city': '上海' },
      now: null,
      expected: [{ sign: '+', tag: 'vip' }],
    };
    await ann.put(`/api/v1/flows/${id}/golden`, { revision: 0, cases: [golden] });
    expect((await rollBack(id)).status).toBe(200);
    expect(await publish(id)).toMatchObject({
      status: 422,
      body: { error: { code: 'golden_failed', path: 'golden.0', params: { cases: [{ name: '小红' }] } } },
    });
    expect(await find(id)).toMatchObject({ version: 2, hasUnpublishedEdits: true });
    expect(await versions(id)).toBe(2);
  });

  it('is not published to everyone without a second person, and an approval from before does not count', async () => {
    const id = await twoVersions(
      drawFlow('守卫', [known], [addTag('potential')]),
      drawFlow('守卫', [inCity('拉萨')], [addTag('potential')]),
    );
    await setGuard({ share: 20, minCustomers: 10 });
    const approve = async () => {
      const { revision } = await find(id);
      const review = (await ann.post<FlowReview>(`/api/v1/flows/${id}/reviews`, { revision })).body.id;
      expect((await ben.post(`/api/v1/flows/${id}/reviews/${review}/decide`, { decision: 'approve' })).status).toBe(
        200,
      );
    };
    await approve();
    expect((await rollBack(id)).status).toBe(200);
    expect(await publish(id, 'everyone')).toMatchObject({ status: 409, body: { error: { code: 'review_required' } } });
    expect(await versions(id)).toBe(2);
    await approve();
    const { status, body } = await publish(id, 'everyone');
    expect({ status, version: body.version }).toEqual({ status: 200, version: 3 });
    await waitFor(
      async () => (await ann.get<Run>(`/api/v1/runs/${body.run?.id}`)).body.status,
      (ended) => ended === 'done',
    );
    await setGuard({ share: 100, minCustomers: 0 });
  });

  it('finds the tags gone that the older version gives and reads: each is named with its node, and nothing changes', async () => {
    const [given, read] = await Promise.all(
      ['passing_given', 'passing_read'].map(async (key) => {
        const tag = { key, name: { 'zh-CN': key }, kind: 'flag', category: 'basic' };
        return (await test.client.post<{ id: string }>('/api/v1/tags', tag)).body.id;
      }),
    );
    const id = await twoVersions(
      drawFlow('旧标签', [{ fact: 'tag.passing_read', operator: 'equal', value: true }], [addTag('passing_given')]),
      drawFlow('旧标签', [inCity('上海')], [addTag('vip')]),
    );
    for (const tag of [given, read]) expect((await test.client.delete(`/api/v1/tags/${tag}`)).status).toBe(204);
    const before = await find(id);
    const refused = await rollBack(id);
    expect([refused.status, refused.body.error.code]).toEqual([422, 'flow_invalid']);
    expect(refused.body.error.issues?.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'a0 unknown_tag',
      'c0 unknown_fact',
    ]);
    expect(await find(id)).toEqual(before);
    expect(await versions(id)).toBe(2);
    expect(await rollBack(id, 9)).toMatchObject({ status: 404, body: { error: { code: 'version_not_found' } } });
  });
});
