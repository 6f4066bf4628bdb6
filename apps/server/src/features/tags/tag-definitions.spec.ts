import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, Tag, TagDetail, TagVersion } from '@tagloom/contracts';
import { joined, type Joined } from '../../testing/joined.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
let sales: Joined;
let service: Joined;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  [sales, service] = [await joined(server, '销售部'), await joined(server, '客服部')];
});
afterAll(() => server.close());

const ROUTE = '/api/v1/tags';
type Answer = Tag & ErrorBody;
const create = async (name: string, fields: object = {}, client = server.client) =>
  client.post<Answer>(ROUTE, { name: { 'zh-CN': name }, category: 'value', ...fields });
const change = (id: string, fields: object, client = server.client) => client.patch<Answer>(`${ROUTE}/${id}`, fields);
const detail = async (id: string, client = server.client) => (await client.get<TagDetail>(`${ROUTE}/${id}`)).body;
const versions = async (id: string, client = server.client) =>
  (await client.get<TagVersion[]>(`${ROUTE}/${id}/versions`)).body;
const codeOf = ({ status, body }: { status: number; body: Partial<ErrorBody> }) => [
  status,
  body.error?.code,
  body.error?.path,
];
const unchanged = async (id: string, attempt: () => Promise<unknown>) => {
  const before = [await detail(id), await versions(id)];
  await attempt();
  expect([await detail(id), await versions(id)]).toEqual(before);
};

describe('a definition', () => {
  it('says what it is for, who answers for it, and when it is looked at again', async () => {
    const fields = {
      purpose: '周年庆名单',
      examples: { positive: ['一年买三次'], negative: ['只退货'] },
      sensitivity: 'sensitive',
      validityDays: 90,
      reviewAt: '2199-01-01',
      stewardId: sales.id,
      ownerDepartmentId: sales.department,
    };
    const { status, body } = await create('忠实客户', fields);
    expect(status).toBe(201);
    expect(await detail(body.id)).toMatchObject({
      ...fields,
      scope: 'department',
      ownerDepartmentName: '销售部',
      stewardName: '销售部设计',
      revision: 1,
      isOwner: true,
      level: 'edit',
    });
    expect(await detail((await create('普通标签')).body.id)).toMatchObject({
      purpose: '',
      examples: { positive: [], negative: [] },
      sensitivity: 'internal',
      validityDays: null,
      reviewAt: null,
      stewardId: null,
      scope: 'enterprise',
    });
  });

  it.each([
    ['a steward who is nobody', { stewardId: '999999' }, 400, 'validation_failed', 'stewardId'],
    [
      'a department that is not there',
      { ownerDepartmentId: '999999' },
      404,
      'department_not_found',
      'ownerDepartmentId',
    ],
    ['a group that is not there', { groupId: '999999' }, 400, 'validation_failed', 'groupId'],
    ['a review that is over', { reviewAt: '2020-01-01' }, 422, 'review_in_past', 'reviewAt'],
    ['a review that is no day', { reviewAt: '2199-02-30' }, 400, 'validation_failed', 'reviewAt'],
    ['no days of validity', { validityDays: 0 }, 400, 'validation_failed', 'validityDays'],
    ['an unknown sensitivity', { sensitivity: 'top' }, 400, 'validation_failed', 'sensitivity'],
    ['a name that is nothing', { name: null }, 400, 'validation_failed', 'name'],
    ['an empty name', { name: { 'zh-CN': '' } }, 400, 'validation_failed', 'name.zh-CN'],
    ['a blank name', { name: { 'zh-CN': '  ' } }, 422, 'name_refused', 'name.zh-CN'],
    ['a name with an unseen character', { name: { 'zh-CN': '高\u200b价值' } }, 422, 'name_refused', 'name.zh-CN'],
    ['a phone number in the name', { name: { 'zh-CN': '张三13800138000' } }, 422, 'leak_found', 'name.zh-CN'],
    [
      'a phone number in the English name',
      { name: { 'zh-CN': '好', en: '138 0013 8000' } },
      422,
      'leak_found',
      'name.en',
    ],
    ['an e-mail in the meaning', { meaning: '联系 zhangsan@qq.com' }, 422, 'leak_found', 'meaning'],
    ['an id number in the purpose', { purpose: '440524188001010014' }, 422, 'leak_found', 'purpose'],
    [
      'a phone number in an example',
      { examples: { positive: ['好客户'], negative: ['13800138000'] } },
      422,
      'leak_found',
      'examples.negative.0',
    ],
    ['a phone number in a value', { kind: 'one_of', values: ['甲', '13800138000'] }, 422, 'leak_found', 'values.1'],
  ])('is refused with %s, when it is made and when it is changed', async (_title, fields, status, code, path) => {
    const count = async () => (await server.database.query('SELECT FROM tags')).rowCount;
    const before = await count();
    expect(codeOf(await create('无名', fields))).toEqual([status, code, path]);
    expect(await count()).toBe(before);

    const { kind, ...changes } = fields as { kind?: string };
    const { body: tag } = await create('待改', kind ? { kind, values: ['甲'] } : {});
    await unchanged(tag.id, async () => {
      expect(codeOf(await change(tag.id, changes))).toEqual([status, code, path]);
    });
  });

  it('names a leak by its kind and a masked excerpt, never by what leaked', async () => {
    const response = await create('张三13800138000');
    expect(response.body.error.params).toEqual({ kind: 'mobile', excerpt: '138****00', field: 'name.zh-CN' });
    expect(JSON.stringify(response.body)).not.toContain('13800138000');
  });

  it('may keep an old value that rules refuse by now, and is refused a new one like it', async () => {
    const { body: tag } = await create('旧值', { kind: 'one_of', values: ['甲'] });
    await server.database.query(`UPDATE tags SET "values" = '{13800138000}' WHERE id = $1`, [tag.id]);
    expect((await change(tag.id, { values: ['13800138000', '乙'] })).status).toBe(200);
    expect(codeOf(await change(tag.id, { values: ['13800138000', '13800138001'] }))).toEqual([
      422,
      'leak_found',
      'values.1',
    ]);
  });
});

describe('two people who edit one definition', () => {
  it('are told of each other, with both versions', async () => {
    const { body: tag } = await create('两人改', { meaning: '原文' });
    const answers = await Promise.all(
      ['甲的', '乙的'].map((meaning) => change(tag.id, { meaning, revision: tag.revision })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)?.body.meaning;
    const lost = answers.find(({ status }) => status === 409)?.body.error;
    expect(lost).toMatchObject({
      code: 'revision_conflict',
      path: 'revision',
      params: {
        revision: 2,
        yours: { meaning: won === '甲的' ? '乙的' : '甲的', revision: 1 },
        theirs: { meaning: won, revision: 2 },
      },
    });
    expect(await detail(tag.id)).toMatchObject({ meaning: won, revision: 2 });
  });

  it('who name no revision overwrite each other, as ever', async () => {
    const { body: tag } = await create('不问版本');
    await Promise.all(['一', '二', '三'].map((meaning) => change(tag.id, { meaning })));
    expect((await detail(tag.id)).revision).toBe(4);
  });
});

describe('the history of a definition', () => {
  it('says who changed what from what to what, a rename in both languages, and why', async () => {
    const { body: tag } = await create('会员等级', { name: { 'zh-CN': '会员等级', en: 'Member level' } });
    await change(tag.id, { name: { 'zh-CN': '会员档位', en: 'Member tier' }, stewardId: sales.id, note: '与财务统一' });
    await change(tag.id, { meaning: '' });
    const [renamed, made] = await versions(tag.id);
    expect(renamed).toMatchObject({ revision: 2, kind: 'changed', note: '与财务统一', by: expect.any(String) });
    expect(renamed.changes).toEqual([
      {
        field: 'name',
        before: { 'zh-CN': '会员等级', en: 'Member level' },
        after: { 'zh-CN': '会员档位', en: 'Member tier' },
      },
      { field: 'steward', before: null, after: { id: sales.id, name: '销售部设计' } },
    ]);
    expect(made).toMatchObject({ revision: 1, kind: 'created' });
    expect(await versions(tag.id)).toHaveLength(2);
  });

  it('is written once, even by the application', async () => {
    const { body: tag } = await create('不可改写');
    for (const statement of ['UPDATE tag_versions SET note = $1', 'DELETE FROM tag_versions WHERE note <> $1'])
      await expect(
        (async () => {
          const client = await server.database.pool.connect();
          try {
            await client.query('BEGIN');
            await client.query('SET LOCAL ROLE tagloom_app');
            await client.query(statement, ['x']);
          } finally {
            await client.query('ROLLBACK');
            client.release();
          }
        })(),
      ).rejects.toMatchObject({ code: '42501' });
    expect(await versions(tag.id)).toHaveLength(1);
  });

  it('is for those who may read the tag; whoever sees it not gets the answer for one that is not there', async () => {
    const { body: tag } = await create('销售的', {}, sales.client);
    const absent = await service.client.get<ErrorBody>(`${ROUTE}/999999/versions`);
    const hidden = await service.client.get<ErrorBody>(`${ROUTE}/${tag.id}/versions`);
    expect(codeOf(hidden)).toEqual(codeOf(absent));
    expect(hidden.body.error.message.replace(tag.id, '')).toBe(absent.body.error.message.replace('999999', ''));
    await lend(tag.id, service.department, 'exists');
    expect(codeOf(await service.client.get(`${ROUTE}/${tag.id}/versions`))).toEqual([403, 'level_too_low', 'id']);
    expect(await versions(tag.id, sales.client)).toHaveLength(1);
  });
});

const lend = async (tagId: string, departmentId: string, level: string) => {
  const { status } = await server.client.post('/api/v1/shares', { tagId, departmentId, level, purpose: '测试' });
  expect(status).toBeLessThan(300);
};

describe('one tag', () => {
  it('that is hidden is answered like one that is absent, to read and to change', async () => {
    const { body: tag } = await create('消费力', {}, sales.client);
    const ways: ((id: string) => Promise<{ status: number; body: ErrorBody }>)[] = [
      (id) => service.client.get(`${ROUTE}/${id}`),
      (id) => service.client.patch(`${ROUTE}/${id}`, { meaning: 'x' }),
      (id) => service.client.put(`${ROUTE}/${id}/local-names/${service.department}`, { name: { 'zh-CN': '名' } }),
      (id) => service.client.delete(`${ROUTE}/${id}/local-names/${service.department}`),
    ];
    for (const way of ways) {
      const [hidden, absent] = [await way(tag.id), await way('999999')];
      expect(hidden.status).toBe(404);
      expect(JSON.stringify(hidden.body).replaceAll(tag.id, '#')).toBe(
        JSON.stringify(absent.body).replaceAll('999999', '#'),
      );
    }
    expect((await detail(tag.id, sales.client)).name['zh-CN']).toBe('消费力');
  });
});

describe('a person’s word', () => {
  it('holds for the days that the tag says, when none are said', async () => {
    const { body: tag } = await create('限时', { validityDays: 7 });
    const { rows } = await server.database.query<{ id: string }>(
      'INSERT INTO customers DEFAULT VALUES RETURNING id::text',
    );
    const set = (body: object) => server.client.post(`/api/v1/customers/${rows[0].id}/tags`, { tag: tag.key, ...body });
    const ends = async () => {
      const { rows: claims } = await server.database.query<{ days: number }>(
        `SELECT round(extract(epoch FROM expires_at - since) / 86400)::int AS days FROM claims WHERE tag_id = $1`,
        [tag.id],
      );
      return claims.map(({ days }) => days);
    };
    expect(await set({})).toMatchObject({
      status: expect.any(Number),
      body: expect.not.objectContaining({ error: expect.anything() }),
    });
    expect(await ends()).toEqual([7]);
    await set({ expiresAt: new Date(Date.now() + 2 * 86_400_000).toISOString() });
    expect(await ends()).toEqual([2]);
  });
});
