import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  CreatedApiKey,
  ErrorBody,
  FlowDetail,
  FlowReview,
  FlowSchedule,
  PublishResponse,
} from '@tagloom/contracts';
import { outcome, setFourEyes } from '../../testing/approving.js';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { waitFor } from '../../testing/wait-for.js';

const isKnown = { fact: 'profile.city', operator: 'isKnown' };

describe('publishing where every version takes two people', () => {
  let test: TestApp;
  let [ann, ben]: TestClient[] = [];

  beforeAll(async () => {
    test = await createTestApp();
    await test.client.post('/api/v1/tags', { key: 'vip', name: { 'zh-CN': '会员' }, category: 'value' });
    ann = (await signedIn(test, 'designer', '安')).client;
    ben = (await signedIn(test, 'designer', '本')).client;
  }, 60_000);
  afterAll(() => test?.close());
  beforeEach(() => setFourEyes(test.client, { publish: true }));

  const create = async (by = ann) =>
    (await by.post<FlowDetail>('/api/v1/flows', { flow: drawFlow('有城市', [isKnown], [addTag('vip')]) })).body.id;
  const publish = (id: string, by = ann, apply = 'new_events', revision = 1) =>
    by.post<PublishResponse & ErrorBody>(`/api/v1/flows/${id}/publish`, { apply, revision });
  const review = async (id: string, asker: TestClient, decider: TestClient, revision = 1, decision = 'approve') => {
    const { body } = await asker.post<FlowReview>(`/api/v1/flows/${id}/reviews`, { revision });
    return decider.post<FlowReview & ErrorBody>(`/api/v1/flows/${id}/reviews/${body.id}/decide`, { decision });
  };
  const required = [409, 'review_required'];

  it.each(['everyone', 'new_events'])('is refused for %s without a review, whatever it reaches', async (apply) => {
    const refused = await publish(await create(), ann, apply);
    expect(outcome(refused)).toEqual(required);
    expect(refused.body.error.params).toEqual({ fourEyes: true });
  });

  it('happens with the review of that very revision, and an edit voids it', async () => {
    const id = await create();
    expect((await review(id, ann, ben)).status).toBe(200);
    await ann.put(`/api/v1/flows/${id}/draft`, { flow: drawFlow('又改了', [isKnown], [addTag('vip')]), revision: 1 });
    expect(outcome(await publish(id, ann, 'new_events', 2))).toEqual(required);
    expect((await review(id, ann, ben, 2)).status).toBe(200);
    expect((await publish(id, ann, 'new_events', 2)).status).toBe(200);
  });

  it('is not had by whoever approved it, nor after a rejection', async () => {
    const id = await create();
    await review(id, ann, ben);
    expect(outcome(await publish(id, ben))).toEqual(required);
    const rejected = await create();
    await review(rejected, ann, ben, 1, 'reject');
    expect(outcome(await publish(rejected))).toEqual(required);
  });

  it('is not had with a key of one’s own: neither as who publishes nor as who edited', async () => {
    const { client: boss } = await signedIn(test, 'admin', '管理');
    const { body } = await boss.post<CreatedApiKey>('/api/v1/api-keys', { name: 'ci', role: 'admin' });
    const script = test.anonymous.with({ authorization: `Bearer ${body.key}` });
    const drawn = await create(script);
    expect((await review(drawn, script, boss)).status).toBe(200);
    expect(outcome(await publish(drawn, script))).toEqual(required);
    expect(outcome(await publish(drawn, ann))).toEqual(required);
    expect((await review(drawn, ann, ben)).status).toBe(200);
    expect((await publish(drawn, script)).status).toBe(200);
  });

  it('takes a review for what a roll-back brings back, and for a rule that was imported', async () => {
    await setFourEyes(test.client);
    const id = await create();
    expect((await publish(id)).status).toBe(200);
    await setFourEyes(test.client, { publish: true });
    const rolled = await ann.post<FlowDetail>(`/api/v1/flows/${id}/rollback`, { version: 1, revision: 1 });
    expect(rolled.status).toBe(200);
    const { revision } = (await ann.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
    expect(outcome(await publish(id, ann, 'new_events', revision))).toEqual(required);
    const { body: bundle } = await ann.get(`/api/v1/flows/${id}/bundle`);
    const imported = await ann.post<FlowDetail>('/api/v1/flows/import/bundle', {
      bundle,
      mapping: [{ kind: 'tag', key: 'vip', action: 'use', to: 'vip' }],
    });
    expect(imported.status).toBe(201);
    expect(outcome(await publish(imported.body.id))).toEqual(required);
  });

  it('on schedule is refused when its moment has come, and says why', async () => {
    const id = await create();
    const soon = new Date(Date.now() + 1_500).toISOString();
    const made = await ann.put<FlowSchedule>(`/api/v1/flows/${id}/schedule`, {
      ...{ publishAt: soon, apply: 'new_events', revision: 1 },
    });
    expect(made.status).toBe(200);
    const versions = async () => (await ann.get<unknown[]>(`/api/v1/flows/${id}/versions`)).body.length;
    const messages = async () =>
      (await ann.get<{ items: { kind: string; flowId: string | null; text: string }[] }>('/api/v1/inbox')).body.items;
    await waitFor(messages, (items) => items.some(({ kind, flowId }) => kind === 'schedule_refused' && flowId === id));
    const told = (await messages()).find(({ flowId }) => flowId === id);
    expect(told?.text).toBe('每次发布都需要另一位同事先审核这一版内容。');
    expect(await versions()).toBe(0);
  }, 30_000);

  it('takes one person again when that is what is set', async () => {
    const id = await create();
    expect(outcome(await publish(id))).toEqual(required);
    await setFourEyes(test.client);
    expect((await publish(id)).status).toBe(200);
  });
});
