import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Share, ShareRequest, Tag } from '@tagloom/contracts';
import type { TestClient } from '../../testing/test-client.js';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';

const REQUESTS = '/api/v1/share-requests';
let desk: SharingDesk;
beforeAll(async () => {
  desk = await openDesk();
}, 60_000);
afterAll(() => desk.close());

/** A tag of the market department that service knows of, and no more. */
const knownTag = async (): Promise<Tag> => {
  const tag = await desk.tag(desk.market);
  await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.service, level: 'exists' });
  return tag;
};
const ask = (by: TestClient, terms: Record<string, unknown>) =>
  by.post<ShareRequest>(REQUESTS, { level: 'read', purpose: '接待分流', ...terms });
const asked = async (terms: Record<string, unknown> = {}) => {
  const tag = await knownTag();
  return { tag, request: (await ask(desk.service, { tagId: tag.id, ...terms })).body };
};
const answer = (by: TestClient, id: string, body: Record<string, unknown>) =>
  by.post<ShareRequest>(`${REQUESTS}/${id}/answer`, body);
const find = async (by: TestClient, id: string) =>
  (await by.get<ShareRequest[]>(REQUESTS)).body.find((request) => request.id === id);
const statusOf = async (id: string) => (await find(desk.market, id))?.status;

describe('a department that asks for a tag', () => {
  it('is heard by the owner, who alone may answer', async () => {
    const tag = await knownTag();
    const until = '2026-04-01T00:00:00.000Z';
    const { status, body } = await ask(desk.service, { tagId: tag.id, level: 'use', until });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      tagId: tag.id,
      name: tag.name,
      departmentName: '客服部',
      level: 'use',
      purpose: '接待分流',
      until,
      status: 'open',
      askedBy: 'service designer',
      answeredBy: null,
      mine: false,
    });
    expect(await find(desk.market, body.id)).toMatchObject({ mine: true });
    expect(await find(desk.sales, body.id)).toBeUndefined();
    expect((await desk.messages(desk.market))[0]).toEqual({
      kind: 'share_asked',
      title: tag.name['zh-CN'],
      text: '接待分流',
      flowName: 'use',
    });
    for (const role of ['agent', 'viewer', 'compliance'] as const) {
      const colleague = await desk.person(role, 'market');
      if (role !== 'viewer') expect(await find(colleague, body.id)).toMatchObject({ mine: false });
      expect(await answer(colleague, body.id, { grant: true })).toMatchObject({ status: 403 });
    }
    expect(await statusOf(body.id)).toBe('open');
  });

  it('gets what it asked for when the owner agrees, and is told', async () => {
    const until = '2026-04-01T00:00:00.000Z';
    const { tag, request } = await asked({ level: 'use', until });
    const granted = await answer(desk.market, request.id, { grant: true });
    expect(granted).toMatchObject({
      status: 200,
      body: { status: 'granted', answeredBy: 'market designer', answeredAt: desk.clock.now().toISOString() },
    });
    expect(await desk.levelOf(desk.service, tag.id)).toBe('use');
    const { body: shares } = await desk.service.get<Share[]>(`/api/v1/shares?tag=${tag.id}`);
    expect(shares).toMatchObject([{ level: 'use', purpose: '接待分流', until, grantedBy: 'market designer' }]);
    expect((await desk.messages(desk.service))[0]).toMatchObject({ kind: 'share_granted', flowName: 'use' });
  });

  it('may be given less, for a shorter time', async () => {
    const { tag, request } = await asked({ level: 'use', until: '2026-04-01T00:00:00.000Z' });
    const until = '2026-03-10T00:00:00.000Z';
    expect(
      await answer(desk.market, request.id, { grant: true, level: 'masked', until, note: '先看看' }),
    ).toMatchObject({
      status: 200,
      body: { status: 'granted', answer: '先看看', level: 'use' },
    });
    expect(await desk.levelOf(desk.service, tag.id)).toBe('masked');
    const { body: shares } = await desk.service.get<Share[]>(`/api/v1/shares?tag=${tag.id}`);
    expect(shares).toMatchObject([{ level: 'masked', until }]);
  });

  it('is never given more than it asked for, nor for longer, nor nothing under the name of a grant', async () => {
    const { tag, request } = await asked({ level: 'read', until: '2026-03-10T00:00:00.000Z' });
    for (const [terms, path] of [
      [{ level: 'use' }, 'level'],
      [{ level: 'edit' }, 'level'],
      [{ level: 'hidden' }, 'level'],
      [{ level: 'exists' }, 'level'],
      [{ level: '__proto__' }, 'level'],
      [{ until: '2026-03-10T00:00:00.001Z' }, 'until'],
      [{ until: null }, 'until'],
    ] as const)
      expect([terms, await answer(desk.market, request.id, { grant: true, ...terms })]).toMatchObject([
        terms,
        { status: 400, body: { error: { code: 'validation_failed', path } } },
      ]);
    expect(await answer(desk.market, request.id, { grant: true, until: '2026-03-01T00:00:00.000Z' })).toMatchObject({
      status: 422,
      body: { error: { code: 'expires_in_past', path: 'until' } },
    });
    expect(await statusOf(request.id)).toBe('open');
    expect(await desk.levelOf(desk.service, tag.id)).toBe('exists');
  });

  it('reads why when the owner refuses, and may ask again', async () => {
    const { tag, request } = await asked();
    expect(await answer(desk.market, request.id, { grant: false, note: '请先说明用途' })).toMatchObject({
      status: 200,
      body: { status: 'refused', answer: '请先说明用途' },
    });
    expect((await desk.messages(desk.service))[0]).toEqual({
      kind: 'share_refused',
      title: tag.name['zh-CN'],
      text: '请先说明用途',
      flowName: 'read',
    });
    expect(await desk.levelOf(desk.service, tag.id)).toBe('exists');
    const again = await ask(desk.service, { tagId: tag.id });
    expect(again.body.id).not.toBe(request.id);
    expect(again.body.status).toBe('open');
  });

  it('has one open request for a tag, whoever of it asks', async () => {
    const tag = await knownTag();
    const agent = await desk.person('agent', 'service');
    const answers = await Promise.all([desk.service, agent, desk.service].map((by) => ask(by, { tagId: tag.id })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('takes its request back, and nobody else does', async () => {
    const { request } = await asked();
    const path = `${REQUESTS}/${request.id}`;
    expect(await desk.sales.delete(path)).toMatchObject({
      status: 404,
      body: { error: { code: 'request_not_found' } },
    });
    expect(await desk.market.delete(path)).toMatchObject({ status: 404 });
    expect(await desk.service.delete(path)).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    expect(await answer(desk.market, request.id, { grant: true })).toMatchObject({
      status: 409,
      body: { error: { code: 'request_decided', params: { status: 'withdrawn' } } },
    });
  });
});

describe('a request', () => {
  it('is answered once, also when two answer at the same moment', async () => {
    const { tag, request } = await asked();
    const answers = await Promise.all([
      answer(desk.market, request.id, { grant: true }),
      answer(desk.server.client, request.id, { grant: false }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { status } = (await find(desk.market, request.id)) as ShareRequest;
    expect(answers.find((one) => one.status === 200)?.body.status).toBe(status);
    expect(await desk.levelOf(desk.service, tag.id)).toBe(status === 'granted' ? 'read' : 'exists');
    expect(await answer(desk.market, request.id, { grant: true })).toMatchObject({
      status: 409,
      body: { error: { code: 'request_decided', params: { status } } },
    });
  });

  it('is no more answered by the one who asked than by a stranger', async () => {
    const { request } = await asked();
    expect(await answer(desk.service, request.id, { grant: true })).toMatchObject({
      status: 403,
      body: { error: { code: 'not_owner' } },
    });
    const strangers = await answer(desk.sales, request.id, { grant: true });
    const absent = await answer(desk.sales, '424242', { grant: true });
    const plain = ({ status, body }: { status: number; body: unknown }) =>
      `${status} ${JSON.stringify(body, (key, value: unknown) => (key === 'requestId' ? undefined : value))}`;
    expect(plain(strangers).replaceAll(request.id, 'ID')).toBe(plain(absent).replaceAll('424242', 'ID'));
    expect(strangers.status).toBe(404);
    expect(await statusOf(request.id)).toBe('open');
  });

  it('is not answered by a department that the tag was merely lent to for editing', async () => {
    const { tag, request } = await asked();
    await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.sales, level: 'edit' });
    expect(await desk.levelOf(desk.sales, tag.id)).toBe('edit');
    expect(await answer(desk.sales, request.id, { grant: true })).toMatchObject({
      status: 404,
      body: { error: { code: 'request_not_found' } },
    });
  });

  it('is read by the whole organisation with who asked and who agreed', async () => {
    const { request } = await asked();
    await answer(desk.market, request.id, { grant: true });
    const law = await desk.person('compliance');
    expect(await find(law, request.id)).toMatchObject({
      askedBy: 'service designer',
      answeredBy: 'market designer',
      mine: false,
    });
    expect(await find(desk.sales, request.id)).toBeUndefined();
  });

  it('is refused, and leaves nothing, when it makes no sense', async () => {
    const tag = await knownTag();
    const secret = await desk.tag(desk.market);
    const own = await desk.tag(desk.service, { scope: 'personal' });
    const rows = async () =>
      (await desk.server.database.query<{ n: number }>('SELECT count(*)::int AS n FROM share_requests')).rows[0].n;
    const before = await rows();
    for (const [terms, status, code] of [
      [{ tagId: tag.id, until: '2026-03-01T00:00:00.000Z' }, 422, 'expires_in_past'],
      [{ tagId: tag.id, level: 'exists' }, 400, 'validation_failed'],
      [{ tagId: tag.id, level: 'toString' }, 400, 'validation_failed'],
      [{ tagId: tag.id, purpose: '' }, 400, 'validation_failed'],
      [{ tagId: tag.id, groupId: '1' }, 400, 'validation_failed'],
      [{ tagId: '__proto__' }, 400, 'validation_failed'],
      [{}, 400, 'validation_failed'],
      [{ tagId: secret.id }, 404, 'tag_not_found'],
      [{ groupId: '424242' }, 404, 'group_not_found'],
      [{ tagId: own.id }, 422, 'personal_tag'],
    ] as const)
      expect([terms, await ask(desk.service, terms)]).toMatchObject([terms, { status, body: { error: { code } } }]);
    expect(await ask(desk.server.client, { tagId: tag.id })).toMatchObject({
      status: 422,
      body: { error: { code: 'department_required' } },
    });
    expect(await ask(await desk.person('viewer', 'service'), { tagId: tag.id })).toMatchObject({ status: 403 });
    expect(await ask(desk.market, { tagId: tag.id })).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict', path: 'level' } },
    });
    expect(await rows()).toBe(before);
    for (const id of ['__proto__', 'toString.x', '0'])
      expect(await answer(desk.market, id, { grant: true })).toMatchObject({ status: 400 });
  });
});
