import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, FlowBundle, FlowDetail, Tag } from '@tagloom/contracts';
import pg from 'pg';
import { appUrl } from '../../platform/database/app-url.js';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { joined, type Joined } from '../../testing/joined.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';

let server: TestApp;
let sales: Joined;
let service: Joined;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  [sales, service] = [await joined(server, '销售部'), await joined(server, '客服部')];
});
afterAll(() => server.close());

const bundle = (name: string, meaning = ''): FlowBundle => ({
  format: 'tagloom-flow',
  version: 1,
  flow: drawFlow('外来的规则', [{ fact: 'profile.city', operator: 'equal', value: '上海' }], [addTag('regular')]),
  tagGroups: [{ key: 'loyalty', name: { 'zh-CN': '忠诚度' }, category: 'behavior', exclusive: false }],
  tags: [{ key: 'regular', name: { 'zh-CN': name }, kind: 'flag', category: 'behavior', group: 'loyalty', meaning }],
  metrics: [],
  rfm: [],
  lexicons: [],
  eventTypes: [],
  profileFields: [],
  users: [],
  departments: [],
  endpoints: [],
});
const mapping = [
  { kind: 'tagGroup', key: 'loyalty', action: 'create', to: 'loyalty' },
  { kind: 'tag', key: 'regular', action: 'create', to: 'regular' },
];
const importAs = (client: TestClient, content: FlowBundle) =>
  client.post<FlowDetail & ErrorBody>('/api/v1/flows/import/bundle', { bundle: content, mapping });
const counts = async () =>
  (
    await server.database.query(
      'SELECT (SELECT count(*) FROM tags) AS tags, (SELECT count(*) FROM tag_groups) AS groups, (SELECT count(*) FROM flows) AS flows',
    )
  ).rows;

describe('a bundle', () => {
  it.each([
    ['a phone number in the name of a tag', bundle('张三13800138000'), 'leak_found', 'name.zh-CN'],
    ['an e-mail in what it means', bundle('常客', '找 a.b@qq.com'), 'leak_found', 'meaning'],
    ['a name that breaks the rules', bundle('常客\u200b'), 'name_refused', 'name.zh-CN'],
  ])('with %s is refused, and leaves nothing behind', async (_title, content, code, path) => {
    const before = await counts();
    expect(await importAs(server.client, content)).toMatchObject({ status: 422, body: { error: { code, path } } });
    expect(await counts()).toEqual(before);
  });

  it('makes tags in the namespace of the department that imports it, and its flow speaks of them', async () => {
    for (const { client, department } of [service, sales]) {
      const { status, body } = await importAs(client, bundle('常客'));
      expect([status, body.error]).toEqual([201, undefined]);
      expect(JSON.stringify(body.draft)).toContain(`"tag":"d${department}_regular"`);
    }
    const { rows } = await server.database.query<{ key: string }>(
      'SELECT t.key, g.key AS "group", revision_of.kind FROM tags t JOIN tag_groups g ON g.id = t.group_id JOIN tag_versions revision_of ON revision_of.tag_id = t.id ORDER BY t.id',
    );
    expect(rows).toEqual(
      [service, sales].map(({ department }) => ({
        key: `d${department}_regular`,
        group: `d${department}_loyalty`,
        kind: 'created',
      })),
    );
  });
});

describe('the second line, in the database', () => {
  it('shows history and local names to whom the levels open them, and nothing without a viewer', async () => {
    const { body: tag } = await server.client.post<Tag>('/api/v1/tags', {
      name: { 'zh-CN': '通用' },
      category: 'basic',
    });
    const { body: hidden } = await sales.client.post<Tag>('/api/v1/tags', {
      name: { 'zh-CN': '秘密' },
      category: 'basic',
    });
    for (const id of [tag.id, hidden.id])
      await sales.client.put(`/api/v1/tags/${id}/local-names/${sales.department}`, { name: { 'zh-CN': '自己的叫法' } });

    const client = new pg.Client({ connectionString: appUrl(server.database.url, 'viewer') });
    await client.connect();
    const seenBy = async (viewer: string | null) => {
      await client.query('BEGIN');
      if (viewer !== null) await client.query(`SELECT set_config('tagloom.viewer', $1, true)`, [viewer]);
      const column = async (text: string) =>
        (await client.query<{ id: number }>(text, [[tag.id, hidden.id]])).rows.map(({ id }) => String(id));
      const seen = {
        versions: await column('SELECT DISTINCT tag_id AS id FROM tag_versions WHERE tag_id = ANY ($1) ORDER BY id'),
        names: await column('SELECT tag_id AS id FROM tag_local_names WHERE tag_id = ANY ($1) ORDER BY id'),
      };
      await client.query('ROLLBACK');
      return seen;
    };
    const all = [tag.id, hidden.id];
    try {
      expect(await seenBy(null)).toEqual({ versions: [], names: [] });
      expect(await seenBy(`${sales.department}:-:${Date.now()}`)).toEqual({ versions: all, names: all });
      expect(await seenBy(`${service.department}:-:${Date.now()}`)).toEqual({ versions: [tag.id], names: [] });
      expect(await seenBy(`*:-:${Date.now()}`)).toEqual({ versions: all, names: all });
      expect(await seenBy(`999999:-:${Date.now()}`)).toEqual({ versions: [], names: [] });
    } finally {
      await client.end();
    }
  });
});
