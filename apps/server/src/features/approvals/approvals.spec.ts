import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  Approval,
  ApprovalRequest,
  ApprovalsResponse,
  CreatedApiKey,
  ErrorBody,
  FourEyesChange,
  InboxResponse,
} from '@tagloom/contracts';
import { ask, asked, decide, outcome, setFourEyes } from '../../testing/approving.js';
import { listenTo } from '../../testing/event-listener.js';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';
import { signedIn } from '../../testing/sign-in.js';
import type { TestClient } from '../../testing/test-client.js';

let desk: SharingDesk;
/** Two designers of the market department, and who looks after the whole organisation. */
let [ann, ben, admin, auditor]: TestClient[] = [];

beforeAll(async () => {
  desk = await openDesk();
  ann = desk.market;
  ben = await desk.person('designer', 'market');
  admin = await desk.person('admin');
  auditor = await desk.person('compliance');
}, 60_000);
afterAll(() => desk?.close());
beforeEach(() => setFourEyes(desk.server.client, { delete: true }));

const find = (by: TestClient, id: string) => by.get<Approval & ErrorBody>(`/api/v1/approvals/${id}`);
const list = async (by: TestClient, query = '') =>
  (await by.get<ApprovalsResponse>(`/api/v1/approvals${query}`)).body.items;
const knows = async (by: TestClient, id: string): Promise<boolean> => {
  const isListed = (await list(by, '?size=200')).some((one) => one.id === id);
  expect((await find(by, id)).status).toBe(isListed ? 200 : 404);
  return isListed;
};
const deletion = async (by = ann): Promise<Extract<ApprovalRequest, { act: 'deleteTag' }>> => ({
  act: 'deleteTag',
  tagId: (await desk.tag(by)).id,
});
const isThere = async (tagId: string) => (await admin.get(`/api/v1/tags/${tagId}`)).status === 200;
const keyOf = async (by: TestClient, request: Record<string, unknown>) => {
  const { status, body } = await by.post<CreatedApiKey>('/api/v1/api-keys', { name: 'script', ...request });
  expect(status).toBe(201);
  return desk.server.anonymous.with({ authorization: `Bearer ${body.key}` });
};

describe('asking', () => {
  it('is answered with what is asked for, of whom, and until when', async () => {
    const request = await deletion();
    const { status, body } = await ask(ann, request, '没有人用了');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ status: 'open', request, reason: '没有人用了', own: true, mine: false, error: null, decidedBy: null },
      about: { tags: [{ id: request.tagId }], group: null, flow: null, department: null, customers: 0 },
      askedBy: 'market designer',
      askedFor: { id: desk.departments.market, name: '市场部' },
      until: '2026-03-09T02:00:00.000Z',
    });
    expect(await isThere(request.tagId)).toBe(true);
  });

  it('for the same once more is answered with the one that is open', async () => {
    const request = await deletion();
    const { id } = await asked(ann, request);
    expect((await asked(ann, request)).id).toBe(id);
    expect((await asked(ben, request)).id).not.toBe(id);
  });

  it('is refused for what one may not do, as the act itself is', async () => {
    const { tagId } = await deletion();
    const viewer = await desk.person('viewer', 'market');
    const agent = await desk.person('agent', 'market');
    expect(outcome(await ask(viewer, { act: 'deleteTag', tagId }))).toEqual([403, 'forbidden']);
    expect(outcome(await ask(agent, { act: 'deleteTag', tagId }))).toEqual([403, 'forbidden']);
    const [foreign, absent] = [
      await ask(desk.sales, { act: 'deleteTag', tagId }),
      await ask(desk.sales, { act: 'deleteTag', tagId: '987654' }),
    ];
    expect(outcome(foreign)).toEqual([404, 'tag_not_found']);
    expect(outcome(absent)).toEqual([404, 'tag_not_found']);
  });

  it.each<[string, unknown]>([
    ['an act that is none', { act: 'deleteCustomer', tagId: '1' }],
    ['an act of an object’s own parts', { act: '__proto__' }],
    ['an id that is none', { act: 'deleteTag', tagId: 'x' }],
    ['more than the act says', { act: 'deleteTag', tagId: '1', force: true }],
    ['nothing', null],
  ])('for %s is refused', async (_what, request) => {
    const answer = await ann.post('/api/v1/approvals', { request, reason: '试' });
    expect(outcome(answer)).toEqual([400, 'validation_failed']);
  });

  it('without a reason is refused', async () => {
    expect(outcome(await ask(ann, await deletion(), ' '))).toEqual([400, 'validation_failed']);
  });
});

describe('who may know of it', () => {
  it('is whoever asked, whoever may decide, and who answers for the whole organisation', async () => {
    const { id } = await asked(ann, await deletion());
    for (const by of [ann, ben, admin, auditor]) expect(await knows(by, id)).toBe(true);
    const agent = await desk.person('agent', 'market');
    for (const by of [desk.sales, desk.service, agent]) expect(await knows(by, id)).toBe(false);
    expect((await (await desk.person('viewer', 'market')).get('/api/v1/approvals')).status).toBe(403);
  });

  it('is afterwards whoever asked, decided, or was asked to, and no colleague who came later', async () => {
    const witness = await desk.person('designer', 'market');
    const { id } = await asked(ann, await deletion());
    await decide(ben, id);
    const other = await desk.person('designer', 'market');
    for (const by of [ann, ben, witness, auditor]) expect(await knows(by, id)).toBe(true);
    expect(outcome(await decide(witness, id))).toEqual([409, 'approval_decided']);
    expect(await knows(other, id)).toBe(false);
  });

  it('is answered for a foreign one as for one that is not there, whatever is done to it', async () => {
    const { id } = await asked(ann, await deletion());
    for (const which of [id, '987654']) {
      expect(outcome(await decide(desk.sales, which))).toEqual([404, 'approval_not_found']);
      expect(outcome(await desk.sales.delete(`/api/v1/approvals/${which}`))).toEqual([404, 'approval_not_found']);
    }
  });

  it('says to each what they may do about it', async () => {
    const { id } = await asked(ann, await deletion());
    const told = async (by: TestClient) => {
      const { own, mine } = (await find(by, id)).body;
      return [own, mine];
    };
    expect(await told(ann)).toEqual([true, false]);
    expect(await told(ben)).toEqual([false, true]);
    expect(await told(admin)).toEqual([false, true]);
    expect(await told(auditor)).toEqual([false, false]);
  });

  it('is told in their inbox, and whoever asked what was decided', async () => {
    const { client } = await signedIn(desk.server, 'designer', '第二位', desk.departments.market);
    const { id } = await asked(ann, await deletion());
    const about = async (by: TestClient) =>
      (await by.get<InboxResponse>('/api/v1/inbox?size=100')).body.items.filter(
        ({ url }) => url === `/approvals/${id}`,
      );
    expect(await about(client)).toMatchObject([{ kind: 'approval_asked', text: '清理标签库', flowName: 'deleteTag' }]);
    for (const by of [ann, desk.sales, auditor]) expect(await about(by)).toEqual([]);
    await decide(ben, id, 'reject', '还有人用');
    expect(await about(ann)).toMatchObject([{ kind: 'approval_decided', text: '还有人用', flowName: 'rejected' }]);
  });

  it('hears of it at once in an open browser, and nobody else does', async () => {
    const by = async (department: string) => {
      const { cookie } = await signedIn(desk.server, 'designer', '听者', department);
      return listenTo(`${desk.server.url}/api/v1/realtime`, { cookie });
    };
    const request = await deletion();
    const [colleague, stranger] = [await by(desk.departments.market), await by(desk.departments.sales)];
    const { id } = await asked(ann, request);
    const topics = (listener: typeof colleague) =>
      listener
        .messages()
        .flatMap((message) => ((message as { topic: string }).topic === 'approvals' ? ['approvals'] : []));
    for (const end = performance.now() + 3_000; topics(colleague).length === 0 && performance.now() < end;)
      await new Promise((done) => setTimeout(done, 20));
    expect(topics(colleague)).toEqual(['approvals']);
    await decide(ben, id, 'reject');
    await new Promise((done) => setTimeout(done, 500));
    expect(topics(colleague)).toEqual(['approvals', 'approvals']);
    expect(topics(stranger)).toEqual([]);
    colleague.close();
    stranger.close();
  });

  it('comes in pages, by status', async () => {
    const open = await list(ann, '?status=open&size=200');
    expect(open.length).toBeGreaterThan(2);
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set(['open']));
    const { body: first } = await ann.get<ApprovalsResponse>('/api/v1/approvals?status=open&size=2');
    expect(first.items).toEqual(open.slice(0, 2));
    const next = await list(ann, `?status=open&size=2&cursor=${first.nextCursor}`);
    expect(next).toEqual(open.slice(2, 4));
    expect(outcome(await ann.get(`/api/v1/approvals?status=done&size=2&cursor=${first.nextCursor}`))).toEqual([
      400,
      'validation_failed',
    ]);
  });
});

describe('deciding', () => {
  it('is not for whoever asked, also in another role or department', async () => {
    const { client, id: userId } = await signedIn(desk.server, 'designer', '双重', desk.departments.market);
    await desk.server.client.post(`/api/v1/users/${userId}/roles`, { role: 'admin', departmentId: null });
    const request = await deletion();
    const { id } = await asked(client, request);
    expect(outcome(await decide(client, id))).toEqual([403, 'own_approval']);
    expect((await client.put('/api/v1/me/department', { departmentId: null })).status).toBe(200);
    expect(outcome(await decide(client, id))).toEqual([403, 'own_approval']);
    expect(await isThere(request.tagId)).toBe(true);
    expect((await find(client, id)).body).toMatchObject({ status: 'open', own: true, mine: false });
  });

  it('is not for whoever made the key that asked, or the key that made it', async () => {
    const maker = await desk.person('admin', 'market');
    const key = await keyOf(maker, { role: 'admin' });
    const second = await keyOf(key, { role: 'designer' });
    for (const script of [key, second]) {
      const { id } = await asked(script, await deletion());
      expect(outcome(await decide(maker, id))).toEqual([403, 'own_approval']);
      expect((await decide(ben, id)).body.status).toBe('done');
    }
  });

  it('of what a key of before its maker’s id was kept asked for is not for a namesake', async () => {
    const { client } = await signedIn(desk.server, 'admin', '只知其名', desk.departments.market);
    const key = await keyOf(client, { role: 'designer', name: 'old' });
    await desk.server.database.query(`UPDATE api_keys SET created_by_id = NULL WHERE name = 'old'`);
    const { id } = await asked(key, await deletion());
    expect(outcome(await decide(client, id))).toEqual([403, 'own_approval']);
  });

  it('takes a person: a key cannot', async () => {
    const { id } = await asked(ann, await deletion());
    expect(outcome(await decide(desk.server.client, id))).toEqual([403, 'person_required']);
  });

  it('takes somebody who could do it: who only watches over it cannot', async () => {
    const { id } = await asked(ann, await deletion());
    expect(outcome(await decide(auditor, id))).toEqual([403, 'forbidden']);
    const agent = await desk.person('agent');
    expect(outcome(await decide(agent, id))).toEqual([404, 'approval_not_found']);
  });

  it('is not for somebody who only looks through the eyes of a department', async () => {
    const { client } = await signedIn(desk.server, 'admin', '旁观');
    const { id } = await asked(ann, await deletion());
    expect((await client.put('/api/v1/me/see-as', { departmentId: desk.departments.market })).status).toBe(200);
    expect(outcome(await decide(client, id))).toEqual([403, 'see_as_read_only']);
    expect((await find(client, id)).status).toBe(404);
  });

  it('against it changes nothing, and the act stays refused', async () => {
    const request = await deletion();
    const { id } = await asked(ann, request);
    expect((await decide(ben, id, 'reject', '不行')).body).toMatchObject({
      ...{ status: 'rejected', decidedBy: 'market designer', decisionNote: '不行' },
    });
    expect(outcome(await ann.delete(`/api/v1/tags/${request.tagId}`))).toEqual([409, 'approval_required']);
    expect(outcome(await decide(ben, id))).toEqual([409, 'approval_decided']);
  });

  it('comes too late after seven days, and then it is asked for anew', async () => {
    const request = await deletion();
    const { id } = await asked(ann, request);
    const day = desk.clock.at;
    desk.clock.at = new Date(day.getTime() + 7 * 86_400_000);
    expect((await find(ann, id)).body.status).toBe('expired');
    expect(outcome(await decide(admin, id))).toEqual([409, 'approval_decided']);
    expect((await asked(ann, request)).id).not.toBe(id);
    desk.clock.at = day;
  });
});

describe('what was agreed to', () => {
  it('is not done as somebody who has lost the role meanwhile: the refusal is kept', async () => {
    const { client, id: userId } = await signedIn(desk.server, 'designer', '调走的人', desk.departments.market);
    const request = await deletion();
    const { id } = await asked(client, request);
    const roles = (await desk.server.client.get<{ id: string; roles: { id: string }[] }[]>('/api/v1/users')).body;
    const role = roles.find((user) => user.id === userId)?.roles[0];
    await desk.server.client.patch(`/api/v1/users/${userId}/roles/${role?.id}`, { role: 'viewer' });
    const decided = await decide(ben, id);
    expect(decided.body).toMatchObject({ status: 'approved', error: { code: 'approval_asker_gone' } });
    expect(await isThere(request.tagId)).toBe(true);
  });

  it('and could not be done keeps why, and whoever asked does it by hand in its time', async () => {
    const request = await deletion();
    const { id } = await asked(ann, request);
    await desk.server.database.query(
      `CREATE FUNCTION refuse_for_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$;
       CREATE TRIGGER not_now BEFORE INSERT ON tag_operations FOR EACH ROW EXECUTE FUNCTION refuse_for_once()`,
    );
    const decided = await decide(ben, id);
    await desk.server.database.query('DROP TRIGGER not_now ON tag_operations; DROP FUNCTION refuse_for_once');
    expect(decided.body).toMatchObject({ status: 'approved', error: { code: 'internal' } });
    expect(JSON.stringify(decided.body)).not.toContain('not now');
    expect(outcome(await ben.delete(`/api/v1/tags/${request.tagId}`))).toEqual([409, 'approval_required']);
    expect((await ann.delete(`/api/v1/tags/${request.tagId}`)).status).toBe(204);
    expect((await find(ann, id)).body).toMatchObject({ status: 'done', error: null });
  });

  it('and was not done in its time has to be agreed to anew', async () => {
    const request = await deletion();
    const { tagId } = request;
    const { id } = await asked(ann, request);
    await desk.server.database.query(
      `UPDATE approvals SET status = 'approved', decided_by_id = 'person:0', decided_by = '某人' WHERE id = $1`,
      [id],
    );
    const day = desk.clock.at;
    desk.clock.at = new Date(day.getTime() + 7 * 86_400_000);
    expect(outcome(await ann.delete(`/api/v1/tags/${tagId}`))).toEqual([409, 'approval_required']);
    desk.clock.at = day;
    expect((await ann.delete(`/api/v1/tags/${tagId}`)).status).toBe(204);
  });

  it('is no longer agreed to when whoever asked takes it back', async () => {
    const request = await deletion();
    const { id } = await asked(ann, request);
    expect(outcome(await ben.delete(`/api/v1/approvals/${id}`))).toEqual([403, 'forbidden']);
    expect((await ann.delete<Approval>(`/api/v1/approvals/${id}`)).body.status).toBe('withdrawn');
    expect(outcome(await decide(ben, id))).toEqual([409, 'approval_decided']);
    expect(outcome(await ann.delete(`/api/v1/approvals/${id}`))).toEqual([409, 'approval_decided']);
  });

  it('is done, and its word used up, when nobody asks for a second person any more', async () => {
    const request = await deletion();
    const { id } = await asked(ann, request);
    await setFourEyes(desk.server.client);
    expect((await decide(ben, id)).body.status).toBe('done');
    expect(await isThere(request.tagId)).toBe(false);
    await ann.post(`/api/v1/tags/${request.tagId}/restore`);
    await setFourEyes(desk.server.client, { delete: true });
    expect(outcome(await ann.delete(`/api/v1/tags/${request.tagId}`))).toEqual([409, 'approval_required']);
  });
});

describe('what takes two people', () => {
  it('is nothing until somebody says so, and is set by those alone who administer the whole organisation', async () => {
    const local = await desk.person('admin', 'market');
    expect(outcome(await setFourEyes(local, { merge: true }))).toEqual([403, 'forbidden']);
    expect(outcome(await setFourEyes(auditor, { merge: true }))).toEqual([403, 'forbidden']);
    expect(outcome(await setFourEyes(ann, { merge: true }))).toEqual([403, 'forbidden']);
    expect((await ann.get('/api/v1/settings/four-eyes')).body).toEqual({
      ...{ publish: false, delete: true, merge: false, share: false, bulk: null },
    });
  });

  it.each([{ bulk: 0 }, { bulk: 1.5 }, { delete: 'yes' }, { delete: null }, { other: true }])(
    'is not set to %j',
    async (wrong) => {
      expect(outcome(await setFourEyes(admin, wrong as object))).toEqual([400, 'validation_failed']);
    },
  );

  it('is told with who changed it when, from what to what; setting what is set already is no change', async () => {
    const changes = async () => (await auditor.get<FourEyesChange[]>('/api/v1/settings/four-eyes/changes')).body;
    const before = (await changes()).length;
    expect((await setFourEyes(admin, { delete: true, bulk: 50 })).status).toBe(200);
    expect((await setFourEyes(admin, { delete: true, bulk: 50 })).status).toBe(200);
    const [latest, ...earlier] = await changes();
    expect(earlier).toHaveLength(before);
    expect(latest).toMatchObject({
      before: { bulk: null },
      after: { bulk: 50 },
      by: 'all admin',
      at: desk.clock.at.toISOString(),
    });
    await expect(desk.server.database.query('UPDATE four_eyes_changes SET by_name = $1', ['x'])).rejects.toThrow();
  });
});
