import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  ErrorBody,
  FlowDetail,
  FlowPreview,
  FlowReview,
  GuardSettings,
  InboxResponse,
  PublishResponse,
  Run,
} from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers } from '../../testing/seed-customers.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { waitFor } from '../../testing/wait-for.js';

const CUSTOMERS = 100;
const isKnown = { fact: 'profile.city', operator: 'isKnown' };

describe('the guard of publishing', () => {
  let test: TestApp;
  let [ann, ben, cat]: TestClient[] = [];

  beforeAll(async () => {
    test = await createTestApp();
    await seedCustomers(test.database.pool, CUSTOMERS, 20_000);
    await test.database.pool.query("UPDATE customers SET tags = '{}'");
    ann = (await signedIn(test, 'designer', '安')).client;
    ben = (await signedIn(test, 'designer', '本')).client;
    cat = (await signedIn(test, 'designer', '凯')).client;
  });
  afterAll(() => test.close());
  beforeEach(() => setGuard({ share: 20, minCustomers: 10 }));

  const setGuard = (settings: GuardSettings) => test.client.put('/api/v1/settings/guard', settings);
  /** Changes more than half of all customers. */
  const create = async (by = ann) => {
    const flow = drawFlow('有城市', [isKnown], [addTag('vip')]);
    return (await by.post<FlowDetail>('/api/v1/flows', { flow })).body.id;
  };
  const publish = (id: string, by = ann, apply = 'everyone', revision = 1) =>
    by.post<PublishResponse & ErrorBody>(`/api/v1/flows/${id}/publish`, { apply, revision });
  const ask = (id: string, by = ann, revision = 1) =>
    by.post<FlowReview & ErrorBody>(`/api/v1/flows/${id}/reviews`, { revision, note: '请看' });
  const decide = (id: string, review: string, by: TestClient, decision = 'approve') =>
    by.post<FlowReview & ErrorBody>(`/api/v1/flows/${id}/reviews/${review}/decide`, { decision, note: '好' });
  const reviews = async (id: string, by = ann) => (await by.get<FlowReview[]>(`/api/v1/flows/${id}/reviews`)).body;
  const versions = async (id: string) => (await ann.get<unknown[]>(`/api/v1/flows/${id}/versions`)).body.length;

  it('refuses what would change more than a set share of all customers, and publishes nothing', async () => {
    const id = await create();
    const refused = await publish(id);
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'review_required', params: { total: CUSTOMERS, limit: 20, isExact: false } } },
    });
    const { changed, share } = refused.body.error.params as { changed: number; share: number };
    expect(changed).toBeGreaterThan(20);
    expect(share).toBe(changed);
    expect(await versions(id)).toBe(0);
    expect((await publish(id, test.client)).body.error.code).toBe('review_required');
  });

  it('lets pass what concerns new events alone, fewer customers than the share, or than the least number', async () => {
    expect((await publish(await create(), ann, 'new_events')).status).toBe(200);
    await setGuard({ share: 99, minCustomers: 0 });
    expect((await publish(await create())).status).toBe(200);
    await setGuard({ share: 1, minCustomers: CUSTOMERS });
    expect((await publish(await create())).status).toBe(200);
  });

  describe('goes by the number of a preview', () => {
    /** Publishing after a preview that says so many. */
    async function publishKnowing(affected: number, age: string) {
      const id = await create();
      const { body: run } = await ann.post<Run>(`/api/v1/flows/${id}/preview`, { revision: 1 });
      const preview = async () => (await ann.get<FlowPreview>(`/api/v1/flows/${id}/preview`)).body;
      await waitFor(preview, ({ impact }) => impact !== null);
      await test.database.pool.query(
        `UPDATE flow_previews SET result = jsonb_set(result, '{affected}', $2), finished_at = now() - $3::interval WHERE run_id = $1`,
        [run.id, affected, age],
      );
      return publish(id);
    }

    it('that is current: it is exact', async () => {
      expect((await publishKnowing(20, '1 minute')).status).toBe(200);
      expect((await publishKnowing(21, '1 minute')).body.error.params).toMatchObject({ changed: 21, isExact: true });
    });

    it('and no longer when it is of an earlier hour', async () => {
      expect((await publishKnowing(0, '2 hours')).body.error.params).toMatchObject({ isExact: false });
    });
  });

  it('opens for the very revision that another person approved, and closes with the next edit', async () => {
    const id = await create();
    expect(await ask(id)).toMatchObject({
      status: 201,
      body: { revision: 1, status: 'open', askedBy: '安', mayDecide: false },
    });
    const [{ id: review, mayDecide }] = await reviews(id, ben);
    expect(mayDecide).toBe(true);
    expect((await ask(id)).body.id).toBe(review);
    expect((await decide(id, review, ben)).body).toMatchObject({ status: 'approved', decidedBy: '本' });
    expect((await publish(id, ben)).body.error.code).toBe('review_required');

    const edited = drawFlow('有城市 2', [isKnown], [addTag('potential')]);
    await ann.put(`/api/v1/flows/${id}/draft`, { flow: edited, revision: 1 });
    expect(await reviews(id)).toMatchObject([{ id: review, status: 'void' }]);
    expect((await publish(id, ann, 'everyone', 2)).body.error.code).toBe('review_required');

    const again = (await ask(id, ann, 2)).body.id;
    await decide(id, again, ben);
    expect((await publish(id, ann, 'everyone', 2)).status).toBe(200);
  });

  it('stays closed when the reviewer says no', async () => {
    const id = await create();
    const review = (await ask(id)).body.id;
    expect((await decide(id, review, ben, 'reject')).body.status).toBe('rejected');
    expect((await publish(id)).body.error.code).toBe('review_required');
    expect(await decide(id, review, cat)).toMatchObject({ status: 409, body: { error: { code: 'review_decided' } } });
  });

  it('takes no word from whoever asked, edited last, is a script, or may not publish', async () => {
    const id = await create(ann);
    const review = (await ask(id, ben)).body.id;
    for (const own of [ann, ben])
      expect(await decide(id, review, own)).toMatchObject({ status: 403, body: { error: { code: 'own_review' } } });
    expect((await decide(id, review, test.client)).body.error.code).toBe('person_required');
    const agent = (await signedIn(test, 'agent')).client;
    expect((await decide(id, review, agent)).body.error.code).toBe('forbidden');
    expect(await reviews(id)).toMatchObject([{ status: 'open' }]);
    expect((await decide(id, review, cat)).status).toBe(200);
    expect((await decide(id, '999', cat)).body.error.code).toBe('review_not_found');
  });

  it('tells those who may decide, and then the one who asked', async () => {
    const inbox = async (by: TestClient) =>
      (await by.get<InboxResponse>('/api/v1/inbox')).body.items.filter(({ flowId }) => flowId === id);
    const id = await create(ann);
    const review = (await ask(id, ann)).body.id;
    expect(await inbox(ann)).toEqual([]);
    expect(await inbox(ben)).toMatchObject([
      { kind: 'review_asked', title: '安', text: '请看', flowName: '有城市', customerId: null },
    ]);
    await decide(id, review, ben);
    expect(await inbox(ann)).toMatchObject([{ kind: 'review_approved', title: '本', text: '好' }]);
  });

  it('is set by administrators alone, within bounds', async () => {
    expect((await ann.put<ErrorBody>('/api/v1/settings/guard', { share: 50, minCustomers: 1 })).status).toBe(403);
    expect((await setGuard({ share: 120, minCustomers: 1 })).status).toBe(400);
    expect((await ann.get<GuardSettings>('/api/v1/settings/guard')).body).toEqual({ share: 20, minCustomers: 10 });
  });
});
