import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type {
  ApprovalRequest,
  CreatedApiKey,
  FlowDetail,
  FourEyesSettings,
  ShareRequest,
  Tag,
  TagGroup,
} from '@tagloom/contracts';
import { asked, ask, decide, outcome, setFourEyes } from '../../testing/approving.js';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';
import type { TestClient, TestResponse } from '../../testing/test-client.js';
import { FourEyes } from './four-eyes.js';

let desk: SharingDesk;
/** Two designers of the market department. */
let [ann, ben]: TestClient[] = [];

beforeAll(async () => {
  desk = await openDesk();
  ann = desk.market;
  ben = await desk.person('designer', 'market');
}, 60_000);
afterAll(() => desk?.close());
beforeEach(() => setFourEyes(desk.server.client));

/** One act on things made for it. */
interface Trial {
  request: ApprovalRequest;
  /** By hand, over the API. */
  attempt: (by: TestClient) => Promise<TestResponse<unknown>>;
  isDone: () => Promise<boolean>;
  /** Changes what the second person looked at. */
  touch: () => Promise<unknown>;
  /** Makes it as it was, so that it can be done once more; absent where there is no way back. */
  again?: () => Promise<{ status: number }>;
}

const isThere = async (path: string) => (await ann.get(path)).status === 200;
const rename = (id: string) => ann.patch(`/api/v1/tags/${id}`, { meaning: '改了意思' });
let groups = 0;
const group = async (by = ann, parentId?: string) => {
  groups += 1;
  const body = { name: { 'zh-CN': `活动组${groups}` }, category: 'behavior', parentId };
  return (await by.post<TagGroup>('/api/v1/tag-groups', body)).body;
};
const groupOf = async (id: string) =>
  (await ann.get<{ groups: TagGroup[] }>('/api/v1/tags')).body.groups.find((one) => one.id === id);
const lastOperation = async () =>
  (await ann.get<{ items: { id: string }[] }>('/api/v1/tag-operations')).body.items[0].id;
const undoLast = async () => ann.post(`/api/v1/tag-operations/${await lastOperation()}/undo`);

const TRIALS: [string, keyof FourEyesSettings, () => Promise<Trial>][] = [
  [
    'deleting a tag',
    'delete',
    async () => {
      const { id } = await desk.tag(ann);
      return {
        request: { act: 'deleteTag', tagId: id },
        attempt: (by) => by.delete(`/api/v1/tags/${id}`),
        isDone: async () => !(await isThere(`/api/v1/tags/${id}`)),
        touch: () => rename(id),
        again: () => ann.post(`/api/v1/tags/${id}/restore`),
      };
    },
  ],
  [
    'deleting a group with what is in it',
    'delete',
    async () => {
      const { id } = await group();
      const tag = await desk.tag(ann, { groupId: id });
      return {
        request: { act: 'deleteGroup', groupId: id, tags: 1 },
        attempt: (by) => by.delete(`/api/v1/tag-groups/${id}?confirm=1`),
        isDone: async () => (await groupOf(id)) === undefined,
        touch: () => rename(tag.id),
        again: () => ann.post(`/api/v1/tag-groups/${id}/restore`),
      };
    },
  ],
  [
    'merging tags',
    'merge',
    async () => {
      const [from, to] = [await desk.tag(ann), await desk.tag(ann)];
      return {
        request: { act: 'mergeTags', tagId: from.id, into: to.id },
        attempt: (by) => by.post(`/api/v1/tags/${from.id}/merge`, { into: to.id }),
        isDone: async () => !(await isThere(`/api/v1/tags/${from.id}`)),
        touch: () => rename(to.id),
        again: undoLast,
      };
    },
  ],
  [
    'splitting a tag',
    'merge',
    async () => {
      const { id } = await desk.tag(ann, { kind: 'one_of', values: ['甲', '乙', '丙'] });
      const parts = [{ name: { 'zh-CN': `甲类${id}` }, values: ['甲'] }];
      return {
        request: { act: 'splitTag', tagId: id, parts },
        attempt: (by) => by.post(`/api/v1/tags/${id}/split`, { parts }),
        isDone: async () => (await ann.get<Tag>(`/api/v1/tags/${id}`)).body.values.length === 2,
        touch: () => rename(id),
      };
    },
  ],
  [
    'lending a tag',
    'share',
    async () => {
      const { id } = await desk.tag(ann);
      const share = { tagId: id, departmentId: desk.departments.service, level: 'use' as const, purpose: '接待' };
      const end = async () => {
        const { body } = await ann.get<{ id: string }[]>(`/api/v1/shares?tag=${id}`);
        return ann.delete(`/api/v1/shares/${body[0].id}`);
      };
      return {
        request: { act: 'share', share },
        attempt: (by) => by.post('/api/v1/shares', share),
        isDone: async () => (await desk.levelOf(desk.service, id)) === 'use',
        touch: () => rename(id),
        again: end,
      };
    },
  ],
  [
    'lending a group',
    'share',
    async () => {
      const { id } = await group();
      const tag = await desk.tag(ann, { groupId: id });
      const share = { groupId: id, departmentId: desk.departments.service, level: 'read' as const, purpose: '接待' };
      return {
        request: { act: 'share', share },
        attempt: (by) => by.post('/api/v1/shares', share),
        isDone: async () => (await desk.levelOf(desk.service, tag.id)) === 'read',
        touch: () => desk.tag(ann, { groupId: id }),
      };
    },
  ],
  [
    'making a tag one of the enterprise',
    'share',
    async () => {
      const { id } = await desk.tag(ann);
      return {
        request: { act: 'giveTag', tagId: id, scope: 'enterprise' },
        attempt: (by) => by.patch(`/api/v1/tags/${id}`, { scope: 'enterprise' }),
        isDone: async () => (await desk.levelOf(desk.service, id)) === 'assign',
        touch: () => rename(id),
      };
    },
  ],
  [
    'moving a tag into a group that is lent',
    'share',
    async () => {
      const { id } = await desk.tag(ann);
      const lent = await group();
      await setFourEyes(desk.server.client);
      await desk.share(ann, { groupId: lent.id, departmentId: desk.departments.service, level: 'read' });
      return {
        request: { act: 'giveTag', tagId: id, groupId: lent.id },
        attempt: (by) => by.patch(`/api/v1/tags/${id}`, { groupId: lent.id }),
        isDone: async () => (await desk.levelOf(desk.service, id)) === 'read',
        touch: () => rename(id),
      };
    },
  ],
  [
    'moving a group below one that is lent',
    'share',
    async () => {
      const [lent, moved] = [await group(), await group()];
      const tag = await desk.tag(ann, { groupId: moved.id });
      await setFourEyes(desk.server.client);
      await desk.share(ann, { groupId: lent.id, departmentId: desk.departments.service, level: 'read' });
      return {
        request: { act: 'giveGroup', groupId: moved.id, parentId: lent.id },
        attempt: (by) => by.patch(`/api/v1/tag-groups/${moved.id}`, { parentId: lent.id }),
        isDone: async () => (await desk.levelOf(desk.service, tag.id)) === 'read',
        touch: () => rename(tag.id),
      };
    },
  ],
];

describe.each(TRIALS)('%s', (_name, setting, make) => {
  const on = () => setFourEyes(desk.server.client, { [setting]: true });

  it('takes one person while nobody asks for two', async () => {
    const trial = await make();
    expect((await trial.attempt(ann)).status).toBeLessThan(300);
    expect(await trial.isDone()).toBe(true);
  });

  it('is refused to one person, and changes nothing', async () => {
    const trial = await make();
    await on();
    const refused = await trial.attempt(ann);
    expect(outcome(refused)).toEqual([409, 'approval_required']);
    expect(refused.body).toMatchObject({ error: { params: { act: trial.request.act } } });
    expect(await trial.isDone()).toBe(false);
  });

  it('is refused by the gate, and by nothing else', async () => {
    const trial = await make();
    await on();
    const gate = jest.spyOn(desk.server.app.get(FourEyes, { strict: false }), 'require').mockResolvedValue(null);
    const passed = await trial.attempt(ann);
    gate.mockRestore();
    expect(passed.status).toBeLessThan(300);
    expect(await trial.isDone()).toBe(true);
  });

  it('happens when a second person agrees, and once only', async () => {
    const trial = await make();
    await on();
    const { id } = await asked(ann, trial.request);
    expect(await trial.isDone()).toBe(false);
    const decided = await decide(ben, id);
    expect(decided).toMatchObject({ status: 200, body: { status: 'done', error: null, own: false, mine: false } });
    expect(await trial.isDone()).toBe(true);
    if (!trial.again) return;
    expect((await trial.again()).status).toBeLessThan(300);
    expect(outcome(await trial.attempt(ann))).toEqual([409, 'approval_required']);
  });

  it('is not agreed to when what was asked about has changed since', async () => {
    const trial = await make();
    await on();
    const { id } = await asked(ann, trial.request);
    await trial.touch();
    expect(outcome(await decide(ben, id))).toEqual([409, 'approval_stale']);
    expect(await trial.isDone()).toBe(false);
    const anew = await asked(ann, trial.request);
    expect(anew.id).not.toBe(id);
    expect((await ann.get(`/api/v1/approvals/${id}`)).body).toMatchObject({ status: 'expired' });
    expect((await decide(ben, anew.id)).body.status).toBe('done');
  });

  it('is not done by the word that was given to somebody else', async () => {
    const trial = await make();
    await on();
    const { id } = await asked(ann, trial.request);
    await desk.server.database.query(
      `UPDATE approvals SET status = 'approved', decided_by_id = 'person:0', decided_by = '某人' WHERE id = $1`,
      [id],
    );
    expect(outcome(await trial.attempt(ben))).toEqual([409, 'approval_required']);
    expect((await trial.attempt(ann)).status).toBeLessThan(300);
    expect(await trial.isDone()).toBe(true);
    expect((await ann.get(`/api/v1/approvals/${id}`)).body).toMatchObject({ status: 'done' });
  });
});

describe('what takes two people is not had in another way', () => {
  const required = [409, 'approval_required'];

  it('with an API key, of a department or of the whole organisation', async () => {
    await setFourEyes(desk.server.client, { delete: true, merge: true, share: true });
    const [tag, other] = [await desk.tag(ann), await desk.tag(ann)];
    const { body } = await desk.server.client.post<CreatedApiKey>('/api/v1/api-keys', {
      name: 'script',
      role: 'admin',
    });
    const script = desk.server.anonymous.with({ authorization: `Bearer ${body.key}` });
    for (const key of [script, desk.server.client]) {
      expect(outcome(await key.delete(`/api/v1/tags/${tag.id}`))).toEqual(required);
      expect(outcome(await key.post(`/api/v1/tags/${tag.id}/merge`, { into: other.id }))).toEqual(required);
      expect(outcome(await key.patch(`/api/v1/tags/${tag.id}`, { scope: 'enterprise' }))).toEqual(required);
    }
  });

  it('by deleting the group instead of the tag, or the groups around it', async () => {
    await setFourEyes(desk.server.client, { delete: true });
    const outer = await group();
    const inner = await group(ann, outer.id);
    await desk.tag(ann, { groupId: inner.id });
    expect(outcome(await ann.delete(`/api/v1/tag-groups/${inner.id}?confirm=1`))).toEqual(required);
    expect(outcome(await ann.delete(`/api/v1/tag-groups/${outer.id}?confirm=1`))).toEqual(required);
  });

  it('by merging into a tag that others have, where lending takes two and merging does not', async () => {
    const [own, lent] = [await desk.tag(ann), await desk.tag(ann)];
    await desk.share(ann, { tagId: lent.id, departmentId: desk.departments.service, level: 'read' });
    await setFourEyes(desk.server.client, { share: true });
    expect(outcome(await ann.post(`/api/v1/tags/${own.id}/merge`, { into: lent.id }))).toEqual(required);
    expect((await ann.post(`/api/v1/tags/${lent.id}/merge`, { into: own.id })).status).toBe(200);
  });

  it('by merging a tag that a running rule names, where publishing takes two and merging does not', async () => {
    const [named, other] = [await desk.tag(ann), await desk.tag(ann)];
    const flow = drawFlow(
      '在用的规则',
      [{ fact: `tag.${named.key}`, operator: 'equal', value: true }],
      [addTag(other.key)],
    );
    const { body: made } = await ann.post<FlowDetail>('/api/v1/flows', { flow });
    expect((await ann.post(`/api/v1/flows/${made.id}/publish`, { apply: 'new_events', revision: 1 })).status).toBe(200);
    const into = (await desk.tag(ann)).id;
    await setFourEyes(desk.server.client, { publish: true });
    expect(outcome(await ann.post(`/api/v1/tags/${named.id}/merge`, { into }))).toEqual(required);
    const { id } = await asked(ann, { act: 'mergeTags', tagId: named.id, into });
    expect((await decide(ben, id)).body).toMatchObject({ status: 'done', error: null });
  });

  it('by splitting values off a tag that is locked for a department', async () => {
    const tag = await desk.tag(desk.server.client, { kind: 'one_of', values: ['高', '中', '低'], scope: 'enterprise' });
    await desk.share(desk.server.client, { tagId: tag.id, departmentId: desk.departments.sales, level: 'hidden' });
    await setFourEyes(desk.server.client, { share: true });
    const parts = [{ name: { 'zh-CN': '高消费' }, values: ['高'] }];
    expect(outcome(await desk.server.client.post(`/api/v1/tags/${tag.id}/split`, { parts }))).toEqual(required);
  });

  it('by answering one’s own request, by hand or with a key of one’s own', async () => {
    const tag = await desk.tag(ann);
    const admin = await desk.person('admin');
    await desk.share(ann, { tagId: tag.id, departmentId: desk.departments.service, level: 'exists' });
    await setFourEyes(desk.server.client, { share: true });
    const wish = (by: TestClient, level: string) =>
      by.post<ShareRequest>('/api/v1/share-requests', { tagId: tag.id, level, purpose: '想用' });
    const mine = await desk.person('admin', 'service');
    const { body: me } = await mine.get<{ id: string }>('/api/v1/auth/me');
    await desk.server.client.post(`/api/v1/users/${me.id}/roles`, { role: 'admin', departmentId: null });
    const asking = await wish(mine, 'read');
    expect(asking.status).toBe(201);
    expect((await mine.put('/api/v1/me/department', { departmentId: null })).status).toBe(200);
    const answer = (by: TestClient, id: string) => by.post(`/api/v1/share-requests/${id}/answer`, { grant: true });
    expect(outcome(await answer(mine, asking.body.id))).toEqual(required);
    const { body } = await mine.post<CreatedApiKey>('/api/v1/api-keys', { name: 'mine', role: 'admin' });
    const script = desk.server.anonymous.with({ authorization: `Bearer ${body.key}` });
    expect(outcome(await answer(script, asking.body.id))).toEqual(required);
    expect(await desk.levelOf(desk.service, tag.id)).toBe('exists');
    expect((await answer(admin, asking.body.id)).status).toBe(200);
    expect(await desk.levelOf(desk.service, tag.id)).toBe('read');
  });

  it('by lending for longer, or to departments below by way of the one above', async () => {
    const tag = await desk.tag(ann);
    const soon = new Date(desk.clock.at.getTime() + 3_600_000).toISOString();
    const { service, night } = desk.departments;
    await desk.share(ann, { tagId: tag.id, departmentId: service, level: 'read', until: soon });
    await setFourEyes(desk.server.client, { share: true });
    const lend = (terms: Record<string, unknown>) =>
      ann.post('/api/v1/shares', { tagId: tag.id, level: 'read', purpose: '接待', ...terms });
    expect(outcome(await lend({ departmentId: service, until: null }))).toEqual(required);
    expect(outcome(await lend({ departmentId: night, level: 'use', until: soon }))).toEqual(required);
    expect((await lend({ departmentId: night, level: 'exists', until: null })).status).toBe(409);
    expect((await lend({ departmentId: service, level: 'exists', until: soon })).status).toBe(201);
  });

  it('by ending the share that keeps a department from more, or putting a short one in its place', async () => {
    const admin = desk.server.client;
    const tag = await desk.tag(admin, { scope: 'enterprise' });
    const lock = await desk.share(admin, { tagId: tag.id, departmentId: desk.departments.sales, level: 'hidden' });
    await setFourEyes(admin, { share: true });
    const refused = await admin.delete(`/api/v1/shares/${lock.id}`);
    expect(outcome(refused)).toEqual(required);
    expect(refused.body).toMatchObject({ error: { params: { act: 'share', level: 'assign' } } });
    const short = { tagId: tag.id, departmentId: desk.departments.sales, level: 'hidden', purpose: '临时' };
    const until = new Date(desk.clock.at.getTime() + 60_000).toISOString();
    expect(outcome(await admin.post('/api/v1/shares', { ...short, until }))).toEqual(required);
    expect(await desk.levelOf(desk.sales, tag.id)).toBe('hidden');
  });

  it('by lending a group in which every tag has been lent already: what comes into it later would be lent too', async () => {
    const { id } = await group();
    const tag = await desk.tag(ann, { groupId: id });
    await desk.share(ann, { tagId: tag.id, departmentId: desk.departments.service, level: 'edit' });
    await setFourEyes(desk.server.client, { share: true });
    const share = { groupId: id, departmentId: desk.departments.service, level: 'read', purpose: '接待' };
    expect(outcome(await ann.post('/api/v1/shares', share))).toEqual(required);
  });

  it('by giving a tag to a department above, or to headquarters', async () => {
    const tag = await desk.tag(desk.night);
    await setFourEyes(desk.server.client, { share: true });
    const give = (ownerDepartmentId: string) => desk.night.patch(`/api/v1/tags/${tag.id}`, { ownerDepartmentId });
    expect(outcome(await give(desk.departments.service))).toEqual(required);
    const admin = desk.server.client;
    expect(outcome(await admin.patch(`/api/v1/tags/${tag.id}`, { ownerDepartmentId: null }))).toEqual(required);
  });
});

describe('what nobody else has more or less by takes one person', () => {
  it('one’s own personal tag, and what is lent to nobody', async () => {
    await setFourEyes(desk.server.client, { delete: true, merge: true, share: true });
    const personal = await desk.tag(ann, { scope: 'personal' });
    expect(outcome(await ask(ann, { act: 'deleteTag', tagId: personal.id }))).toEqual([409, 'conflict']);
    expect((await ann.delete(`/api/v1/tags/${personal.id}`)).status).toBe(204);
    const [tag, target] = [await desk.tag(ann), await group()];
    expect((await ann.patch(`/api/v1/tags/${tag.id}`, { groupId: target.id })).status).toBe(200);
    const departments = await desk.tag(ann, { scope: 'personal' });
    expect((await ann.patch(`/api/v1/tags/${departments.id}`, { scope: 'department' })).status).toBe(200);
  });

  it('undoing a deletion or a merge', async () => {
    const [gone, stays] = [await desk.tag(ann), await desk.tag(ann)];
    await ann.post(`/api/v1/tags/${gone.id}/merge`, { into: stays.id });
    await setFourEyes(desk.server.client, { delete: true, merge: true, share: true });
    expect((await undoLast()).status).toBe(200);
  });
});
