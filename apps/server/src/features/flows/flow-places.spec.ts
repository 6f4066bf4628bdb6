import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  Approval,
  ErrorBody,
  Flow,
  FlowDetail,
  FlowSummary,
  Role,
  SaveDraftResponse,
  Tag,
} from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';
import type { TestClient } from '../../testing/test-client.js';
import { waitFor } from '../../testing/wait-for.js';

let desk: SharingDesk;
/** A second designer of the market department, and people of the whole organisation. */
let colleague: TestClient;
let chief: TestClient;
let deputy: TestClient;
beforeAll(async () => {
  desk = await openDesk();
  colleague = await desk.person('designer', 'market');
  chief = await desk.person('admin');
  deputy = await desk.person('designer');
}, 60_000);
afterAll(() => desk.close());

const SHANGHAI = { fact: 'profile.city', operator: 'equal', value: '上海' };
const isTagged = ({ key }: Tag) => ({ fact: `tag.${key}`, operator: 'equal', value: true });
const create = async (by: TestClient, flow: Flow) => (await by.post<FlowDetail>('/api/v1/flows', { flow })).body;
const publish = (by: TestClient, { id, revision }: { id: string; revision: number }) =>
  by.post(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision });
const published = async (by: TestClient, flow: Flow) => {
  const made = await create(by, flow);
  const { status, body } = await publish(by, made);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return made;
};
const find = async (by: TestClient, { id }: { id: string }) => (await by.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
const move = async (by: TestClient, flow: { id: string }, departmentId: string | null) => {
  const { revision } = await find(desk.server.client, flow);
  return by.put<FlowDetail & ErrorBody>(`/api/v1/flows/${flow.id}/department`, { departmentId, revision });
};
const ask = async (by: TestClient, flow: { id: string }) => {
  const { revision } = await find(desk.server.client, flow);
  const request = { act: 'promoteFlow', flowId: flow.id, revision };
  return by.post<Approval & ErrorBody>('/api/v1/approvals', { request, reason: '各部门都要用' });
};
const decide = (by: TestClient, { id }: Approval) =>
  by.post<Approval & ErrorBody>(`/api/v1/approvals/${id}/decide`, { decision: 'approve' });
const codeOf = ({ status, body }: { status: number; body: ErrorBody }) => [status, body.error?.code];
/** A tag of the market department, and a flow of it that sets the tag. */
const ofMarket = async () => {
  const tag = await desk.tag(desk.market);
  return { tag, flow: await published(desk.market, drawFlow(`推广 ${tag.key}`, [SHANGHAI], [addTag(tag.key)])) };
};

describe('a flow of a department', () => {
  it('is in its draft space, and says so', async () => {
    const { flow } = await ofMarket();
    expect(flow).toMatchObject({
      department: { id: desk.departments.market, name: '市场部' },
      editable: true,
      moves: [],
    });
    const listed = (await desk.market.get<FlowSummary[]>('/api/v1/flows')).body.find(({ id }) => id === flow.id);
    expect(listed?.department?.name).toBe('市场部');
    expect(await move(desk.service, flow, null)).toMatchObject({ status: 404 });
  });

  it('becomes everybody’s when somebody else agrees who may change what it sets', async () => {
    const { flow, tag } = await ofMarket();
    expect(codeOf(await move(desk.market, flow, null))).toEqual([409, 'approval_required']);
    const asked = await ask(desk.market, flow);
    expect(asked).toMatchObject({
      status: 201,
      body: {
        status: 'open',
        about: {
          flow: { id: flow.id, name: flow.name, sentence: flow.sentence },
          tags: [{ id: tag.id }],
          department: { name: '市场部' },
        },
      },
    });
    expect((await decide(desk.market, asked.body)).status).toBe(403);
    for (const by of [desk.sales, desk.service]) expect((await decide(by, asked.body)).status).toBe(404);
    expect((await find(desk.market, flow)).department).not.toBeNull();
    expect(await decide(colleague, asked.body)).toMatchObject({ status: 200, body: { status: 'done', error: null } });
    const promoted = await find(desk.market, flow);
    expect(promoted).toMatchObject({ department: null, editable: true, revision: flow.revision + 1, version: 1 });
    expect(promoted.moves).toMatchObject([
      { from: { name: '市场部' }, to: null, by: 'market designer', agreedBy: 'market designer' },
    ]);
    expect(codeOf(await move(desk.market, flow, null))).toEqual([409, 'conflict']);
  });

  it('is asked about anew when it was edited after the question, or after the word', async () => {
    const { flow, tag } = await ofMarket();
    const asked = await ask(desk.market, flow);
    const edited = { ...flow.draft, name: '改过' };
    const { revision } = (
      await desk.market.put<SaveDraftResponse>(`/api/v1/flows/${flow.id}/draft`, {
        flow: edited,
        revision: flow.revision,
      })
    ).body;
    expect(revision).toBe(flow.revision + 1);
    expect((await decide(colleague, asked.body)).body.status).not.toBe('done');
    expect((await find(desk.market, flow)).department?.id).toBe(desk.departments.market);
    expect(codeOf(await move(desk.market, flow, null))).toEqual([409, 'approval_required']);
    expect(tag.key).toBeTruthy();
  });

  it('that sets or reads what others own needs them, or the organisation', async () => {
    const [own, lent] = [await desk.tag(desk.service), await desk.tag(desk.market)];
    await desk.share(desk.market, { tagId: lent.id, departmentId: desk.departments.service, level: 'use' });
    const flow = await published(desk.service, drawFlow('用别人的', [isTagged(lent)], [addTag(own.key)]));
    const asked = (await ask(desk.service, flow)).body;
    const other = await desk.person('designer', 'service');
    for (const by of [other, desk.market]) expect((await decide(by, asked)).status).toBeGreaterThanOrEqual(403);
    expect(await decide(deputy, asked)).toMatchObject({ status: 200, body: { status: 'done' } });
    expect((await find(desk.service, flow)).department).toBeNull();
  });

  it('that sets another department’s tag is agreed to there', async () => {
    const lent = await desk.tag(desk.market);
    await desk.share(desk.market, { tagId: lent.id, departmentId: desk.departments.service, level: 'assign' });
    const flow = await published(desk.service, drawFlow('打别人的', [SHANGHAI], [addTag(lent.key)]));
    const asked = (await ask(desk.service, flow)).body;
    const other = await desk.person('designer', 'service');
    expect((await decide(other, asked)).status).toBeGreaterThanOrEqual(403);
    expect(await decide(desk.market, asked)).toMatchObject({ status: 200, body: { status: 'done' } });
    expect((await find(chief, flow)).department).toBeNull();
  });

  it('keeps the meaning of its clock: one of the department’s zone stays until it has a zone of its own', async () => {
    const tag = await desk.tag(desk.market);
    const flow = { ...drawFlow('部门时区', [SHANGHAI], [addTag(tag.key)]), timeZone: 'department' as const };
    const made = await create(desk.market, flow);
    expect(codeOf(await ask(desk.market, made))).toEqual([422, 'flow_zone_of_department']);
    expect(codeOf(await move(chief, made, null))).toEqual([422, 'flow_zone_of_department']);
  });

  it('that speaks of a person’s own tag stays', async () => {
    const personal = await desk.tag(desk.market, { scope: 'personal' });
    const made = await create(desk.market, drawFlow('自己的', [SHANGHAI], [addTag(personal.key)]));
    const request = { act: 'promoteFlow', flowId: made.id, revision: made.revision };
    const asked = await desk.market.post<Approval & ErrorBody>('/api/v1/approvals', { request, reason: '大家都用' });
    expect(codeOf(asked)).toEqual([422, 'personal_tag']);
  });

  it('is moved by the organisation at once, unless publishing takes two people', async () => {
    const [{ flow }, { flow: guarded }] = [await ofMarket(), await ofMarket()];
    expect(await move(deputy, flow, null)).toMatchObject({
      status: 200,
      body: { department: null, moves: [{ agreedBy: null, from: { name: '市场部' } }] },
    });
    const settings = { publish: false, delete: false, merge: false, share: false, bulk: null };
    const set = (publish: boolean) => desk.server.client.put('/api/v1/settings/four-eyes', { ...settings, publish });
    expect((await set(true)).status).toBe(200);
    expect(codeOf(await move(deputy, guarded, null))).toEqual([409, 'approval_required']);
    const asked = (await ask(deputy, guarded)).body;
    expect(await decide(chief, asked)).toMatchObject({ status: 200, body: { status: 'done' } });
    await set(false);
    expect((await find(chief, guarded)).department).toBeNull();
  });
});

describe('a flow of the whole enterprise', () => {
  it('is handed to a department by the organisation alone, and to one that has what it needs', async () => {
    const { flow, tag } = await ofMarket();
    await move(deputy, flow, null);
    expect(codeOf(await move(desk.market, flow, desk.departments.market))).toEqual([403, 'forbidden']);
    expect(codeOf(await move(deputy, flow, '987654'))).toEqual([404, 'department_not_found']);
    expect(await move(deputy, flow, desk.departments.service)).toMatchObject({
      status: 422,
      body: { error: { code: 'flow_invalid', issues: [{ code: 'level_too_low' }] } },
    });
    await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.service, level: 'assign' });
    expect((await move(deputy, flow, desk.departments.service)).body.department?.name).toBe('客服部');
    expect((await find(desk.service, flow)).moves).toHaveLength(2);
  });

  it('goes on when a share ends that it was drawn with', async () => {
    const lent = await desk.tag(desk.market);
    const share = await desk.share(desk.market, {
      tagId: lent.id,
      departmentId: desk.departments.service,
      level: 'assign',
    });
    const flow = await published(desk.service, drawFlow('推广后', [SHANGHAI], [addTag(lent.key)]));
    await move(chief, flow, null);
    await desk.market.delete(`/api/v1/shares/${share.id}`);
    expect((await find(desk.market, flow)).blocked).toBeNull();
  });

  it('is changed by those alone who may change every tag that it sets', async () => {
    const vip = await desk.tag(chief, { scope: 'enterprise' });
    const flow = await published(chief, drawFlow('全企业', [SHANGHAI], [addTag(vip.key)]));
    expect(await find(desk.service, flow)).toMatchObject({ department: null, editable: false });
    const { revision } = flow;
    const draft = { ...flow.draft, name: '改成我的' };
    const tries: [string, string, unknown][] = [
      ['PUT', 'draft', { flow: draft, revision }],
      ['POST', 'publish', { apply: 'new_events', revision }],
      ['POST', 'stop', {}],
      ['POST', 'rollback', { version: 1, revision }],
      ['PUT', 'schedule', { expireAt: '2030-01-01T00:00:00.000Z', apply: 'new_events', revision }],
      ['PUT', 'golden', { revision: 0, cases: [] }],
      ['POST', 'shadow', { revision }],
      ['PUT', 'department', { departmentId: null, revision }],
    ];
    for (const [method, path, body] of tries) {
      const answer = await desk.service.raw(method, `/api/v1/flows/${flow.id}/${path}`, JSON.stringify(body), {
        'content-type': 'application/json',
      });
      expect([path, ...codeOf(answer as never)]).toEqual([path, 403, 'not_flow_owner']);
    }
    expect(codeOf(await desk.service.delete(`/api/v1/flows/${flow.id}`))).toEqual([403, 'not_flow_owner']);
    expect(await find(chief, flow)).toMatchObject({ name: '全企业', status: 'published', revision });
  });

  it('takes up no tag that a department was lent, but by its owner', async () => {
    const { flow, tag } = await ofMarket();
    await move(deputy, flow, null);
    const foreign = await desk.tag(desk.sales);
    await desk.share(desk.sales, { tagId: foreign.id, departmentId: desk.departments.market, level: 'use' });
    const { revision } = await find(desk.market, flow);
    const edited = drawFlow('借来的', [isTagged(foreign)], [addTag(tag.key)]);
    const saved = await desk.market.put<SaveDraftResponse>(`/api/v1/flows/${flow.id}/draft`, {
      flow: edited,
      revision,
    });
    const next = { id: flow.id, revision: saved.body.revision };
    // what was lent a moment ago opens the flow that speaks of it within a quarter of a second
    await waitFor(
      () => desk.market.get(`/api/v1/flows/${flow.id}`),
      ({ status }) => status === 200,
    );
    expect(await publish(desk.market, next)).toMatchObject({
      status: 422,
      body: { error: { code: 'flow_invalid', issues: [{ code: 'level_too_low', path: 'c0' }] } },
    });
    expect((await publish(chief, next)).status).toBe(200);
  });
});

describe('who may ask', () => {
  it.each(['agent', 'viewer', 'compliance'] as Role[])('is no %s', async (role) => {
    const { flow } = await ofMarket();
    const person = await desk.person(role, 'market');
    expect((await ask(person, flow)).status).toBe(403);
    expect((await move(person, flow, null)).status).toBe(403);
  });

  it('is nobody who may not know of the flow: it is answered as one that is not there', async () => {
    const { flow } = await ofMarket();
    const [foreign, absent] = [await ask(desk.sales, flow), await ask(desk.sales, flow)];
    expect(codeOf(foreign)).toEqual([404, 'flow_not_found']);
    expect(codeOf(absent)).toEqual([404, 'flow_not_found']);
  });
});
