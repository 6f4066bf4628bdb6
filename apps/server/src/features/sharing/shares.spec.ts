import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Share, TagGroup } from '@tagloom/contracts';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';

const SHARES = '/api/v1/shares';
let desk: SharingDesk;
beforeAll(async () => {
  desk = await openDesk();
}, 60_000);
afterAll(() => desk.close());

const live = async (query = '') => (await desk.market.get<Share[]>(`${SHARES}${query}`)).body;
const count = async () =>
  (await desk.server.database.query<{ n: number }>('SELECT count(*)::int AS n FROM shares')).rows[0].n;

describe('a tag that is lent', () => {
  it('is open at that level to the department and to those below it, and to nobody else', async () => {
    const tag = await desk.tag(desk.market);
    const { service } = desk.departments;
    const until = '2026-03-20T16:00:00.000Z';
    const share = await desk.share(desk.market, {
      tagId: tag.id,
      departmentId: service,
      level: 'use',
      purpose: '双 12 接待分流',
      until,
    });
    expect(share).toMatchObject({
      tagId: tag.id,
      groupId: null,
      name: tag.name,
      departmentId: service,
      departmentName: '客服部',
      level: 'use',
      purpose: '双 12 接待分流',
      until,
      grantedBy: 'market designer',
      endedAt: null,
    });
    expect(await desk.levelOf(desk.market, tag.id)).toBe('edit');
    expect(await desk.levelOf(desk.service, tag.id)).toBe('use');
    expect(await desk.levelOf(desk.night, tag.id)).toBe('use');
    expect(await desk.levelOf(desk.sales, tag.id)).toBe('hidden');
    const seen = async (client: typeof desk.market) =>
      (await client.get<Share[]>(`${SHARES}?tag=${tag.id}`)).body.map(({ id }) => id);
    expect(await seen(desk.market)).toEqual([share.id]);
    expect(await seen(desk.service)).toEqual([share.id]);
    expect(await seen(desk.night)).toEqual([share.id]);
    expect(await seen(desk.sales)).toEqual([]);
    expect((await desk.messages(desk.service))[0]).toEqual({
      kind: 'share_granted',
      title: tag.name['zh-CN'],
      text: '双 12 接待分流',
      flowName: 'use',
    });
  });

  it('is lent anew on other terms: the former share gives way, and stays as a record', async () => {
    const tag = await desk.tag(desk.market);
    const terms = { tagId: tag.id, departmentId: desk.departments.service };
    const former = await desk.share(desk.market, { ...terms, level: 'use' });
    const next = await desk.share(desk.market, { ...terms, level: 'masked' });
    expect(await desk.levelOf(desk.service, tag.id)).toBe('masked');
    expect((await live(`?tag=${tag.id}`)).map(({ id }) => id)).toEqual([next.id]);
    const all = await live(`?tag=${tag.id}&ended=true`);
    expect(all.map(({ id, endedBy }) => ({ id, endedBy }))).toEqual([
      { id: next.id, endedBy: null },
      { id: former.id, endedBy: 'market designer' },
    ]);
  });

  it('is closed again when it is taken back, once', async () => {
    const tag = await desk.tag(desk.market);
    const { id } = await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.service });
    expect((await desk.market.delete(`${SHARES}/${id}`)).status).toBe(204);
    expect(await desk.levelOf(desk.service, tag.id)).toBe('hidden');
    expect((await desk.messages(desk.service))[0]).toMatchObject({ kind: 'share_ended', title: tag.name['zh-CN'] });
    expect(await desk.market.delete(`${SHARES}/${id}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'share_ended' } },
    });
    expect(await live(`?tag=${tag.id}&ended=true`)).toMatchObject([{ id, endedBy: 'market designer' }]);
  });

  it('is opened with its group, unless the tag itself is lent otherwise', async () => {
    const { body: group } = await desk.market.post<TagGroup>('/api/v1/tag-groups', {
      key: 'campaigns',
      name: { 'zh-CN': '活动' },
      category: 'behavior',
    });
    const [open, closed] = [
      await desk.tag(desk.market, { groupId: group.id }),
      await desk.tag(desk.market, { groupId: group.id }),
    ];
    const departmentId = desk.departments.sales;
    const share = await desk.share(desk.market, { groupId: group.id, departmentId, level: 'read' });
    expect(share).toMatchObject({ tagId: null, groupId: group.id, name: { 'zh-CN': '活动' } });
    expect(await desk.levelOf(desk.sales, open.id)).toBe('read');
    await desk.share(desk.market, { tagId: closed.id, departmentId, level: 'hidden' });
    expect(await desk.levelOf(desk.sales, closed.id)).toBe('hidden');
    expect(await desk.levelOf(desk.sales, open.id)).toBe('read');
  });

  it('says nothing to whom it is hidden from', async () => {
    const tag = await desk.tag(desk.server.client);
    const before = await desk.messages(desk.sales);
    const { id } = await desk.share(desk.server.client, {
      tagId: tag.id,
      departmentId: desk.departments.sales,
      level: 'hidden',
    });
    expect(await desk.levelOf(desk.sales, tag.id)).toBe('hidden');
    expect((await desk.sales.get<Share[]>(SHARES)).body.map((share) => share.id)).not.toContain(id);
    await desk.server.client.delete(`${SHARES}/${id}`);
    expect(await desk.levelOf(desk.sales, tag.id)).toBe('assign');
    expect(await desk.messages(desk.sales)).toEqual(before);
  });

  it('has one share of a department however many owners share at once', async () => {
    const tag = await desk.tag(desk.market);
    const departmentId = desk.departments.service;
    const levels = ['exists', 'masked', 'read', 'use', 'assign', 'read', 'use', 'masked'];
    const answers = await Promise.all(
      levels.map((level, at) =>
        (at % 2 ? desk.market : desk.server.client).post<Share>(SHARES, {
          tagId: tag.id,
          departmentId,
          level,
          purpose: `${at}`,
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(levels.map(() => 201));
    const [only, ...others] = await live(`?tag=${tag.id}`);
    expect(others).toEqual([]);
    expect(await live(`?tag=${tag.id}&ended=true`)).toHaveLength(levels.length);
    expect(await desk.levelOf(desk.service, tag.id)).toBe(only.level);
    // the second line: the database refuses a second live share whoever writes it
    await expect(
      desk.server.database.query(
        `INSERT INTO shares (tag_id, department_id, level, purpose, granted_by_id, granted_by, granted_at)
         VALUES ($1, $2, 'edit', '', '1', 'x', now())`,
        [tag.id, departmentId],
      ),
    ).rejects.toThrow(/shares_live_tag/);
  });
});

describe('sharing is refused, and changes nothing,', () => {
  const refused = async (terms: Record<string, unknown>, by = desk.market) => {
    const before = await count();
    const answer = await by.post<{ error: { code: string; path?: string; message: string } }>(SHARES, {
      departmentId: desk.departments.service,
      level: 'read',
      purpose: '接待分流',
      ...terms,
    });
    expect(await count()).toBe(before);
    const { code, path } = answer.body.error;
    return { status: answer.status, code, path };
  };

  it('with a department that does not exist', async () => {
    const tag = await desk.tag(desk.market);
    expect(await refused({ tagId: tag.id, departmentId: '999999' })).toEqual({
      status: 404,
      code: 'department_not_found',
      path: 'departmentId',
    });
  });

  it('until a moment that has passed, or is now', async () => {
    const tag = await desk.tag(desk.market);
    for (const until of ['2026-03-01T00:00:00.000Z', desk.clock.now().toISOString()])
      expect(await refused({ tagId: tag.id, until })).toEqual({ status: 422, code: 'expires_in_past', path: 'until' });
  });

  it('with the department that owns the tag, and with those below it', async () => {
    const tag = await desk.tag(desk.service);
    for (const departmentId of [desk.departments.service, desk.departments.night])
      expect(await refused({ tagId: tag.id, departmentId }, desk.service)).toMatchObject({
        code: 'validation_failed',
        path: 'departmentId',
      });
  });

  it('of a personal tag', async () => {
    const tag = await desk.tag(desk.market, { scope: 'personal' });
    expect(await refused({ tagId: tag.id })).toEqual({ status: 422, code: 'personal_tag', path: 'tagId' });
  });

  it('without exactly one of a tag and a group, a level that there is, and a purpose', async () => {
    const { id: tagId } = await desk.tag(desk.market);
    for (const terms of [
      {},
      { tagId, groupId: '1' },
      { tagId, level: '__proto__' },
      { tagId, level: 'constructor' },
      { tagId, level: '' },
      { tagId, level: null },
      { tagId, purpose: '' },
      { tagId, departmentId: '__proto__' },
      { tagId, departmentId: 'toString.x' },
      { tagId, departmentId: '' },
      { tagId, departmentId: null },
      { tagId, departmentId: ['1'] },
      { tagId: '__proto__' },
      { tagId, until: 'soon' },
      { tagId, scope: null },
    ])
      expect([terms, await refused(terms)]).toMatchObject([terms, { status: 400, code: 'validation_failed' }]);
    for (const id of ['__proto__', 'toString', '0', '-1', '1e3'])
      expect(await desk.market.delete(`${SHARES}/${id}`)).toMatchObject({
        status: 400,
        body: { error: { code: 'validation_failed' } },
      });
  });

  it('by whoever does not own it, at whatever level it was lent to them', async () => {
    const tag = await desk.tag(desk.market);
    for (const level of ['exists', 'use', 'edit']) {
      await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.service, level });
      expect(await refused({ tagId: tag.id, departmentId: desk.departments.sales }, desk.service)).toEqual({
        status: 403,
        code: 'not_owner',
        path: 'tagId',
      });
    }
    const [share] = await live(`?tag=${tag.id}`);
    expect(await desk.service.delete(`${SHARES}/${share.id}`)).toMatchObject({
      status: 403,
      body: { error: { code: 'not_owner' } },
    });
    expect(await desk.levelOf(desk.service, tag.id)).toBe('edit');
  });

  it('by people of the owner whose role does not allow it', async () => {
    const tag = await desk.tag(desk.market);
    for (const role of ['agent', 'compliance', 'viewer'] as const)
      expect(await refused({ tagId: tag.id }, await desk.person(role, 'market'))).toMatchObject({
        status: 403,
        code: 'forbidden',
      });
  });

  it('for a tag that is hidden in the words for one that is not there', async () => {
    const tag = await desk.tag(desk.market);
    const share = await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.service });
    const absent = '424242';
    const asked = async (id: string, shareId: string) => {
      const answers = [
        await desk.sales.post(SHARES, {
          tagId: id,
          departmentId: desk.departments.service,
          level: 'read',
          purpose: 'x',
        }),
        await desk.sales.get(`${SHARES}?tag=${id}`),
        await desk.sales.get(`${SHARES}?tag=${id}&ended=true`),
        await desk.sales.delete(`${SHARES}/${shareId}`),
        await desk.sales.post('/api/v1/share-requests', { tagId: id, level: 'read', purpose: 'x' }),
      ];
      return answers.map(({ status, body }) => {
        const text = JSON.stringify(body, (key, value: unknown) => (key === 'requestId' ? undefined : value));
        return `${status} ${text.replace(new RegExp(`\\b${shareId}\\b`, 'g'), 'SHARE').replace(new RegExp(`\\b${id}\\b`, 'g'), 'ID')}`;
      });
    };
    expect(await asked(tag.id, share.id)).toEqual(await asked(absent, '535353'));
    // the control: to whom it was lent, it is there
    expect((await desk.service.get<Share[]>(`${SHARES}?tag=${tag.id}`)).body).toHaveLength(1);
  });
});
