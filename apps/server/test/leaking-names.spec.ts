import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, FlowBundle, Tag, TagGroup } from '@tagloom/contracts';
import { addTag, drawFlow } from '../src/testing/draw-flow.js';
import { openDesk, type SharingDesk } from '../src/testing/sharing-desk.js';
import type { TestClient } from '../src/testing/test-client.js';
import { fingerprintOf } from './support/fingerprint.js';

const PHONE = '13800138000';
const NAME = { 'zh-CN': `张三${PHONE}` };

let desk: SharingDesk;
let tag: Tag;
let taste: Tag;
let group: TagGroup;
beforeAll(async () => {
  desk = await openDesk();
  tag = await desk.tag(desk.market);
  taste = await desk.tag(desk.market, { kind: 'many_of', values: ['甜', '咸', '辣'] });
  group = (await desk.market.post<TagGroup>('/api/v1/tag-groups', { name: { 'zh-CN': '口味' }, category: 'behavior' }))
    .body;
  await desk.market.get('/api/v1/tags');
}, 60_000);
afterAll(() => desk.close());

const TABLES = [
  'tags',
  'tag_versions',
  'tag_groups',
  'tag_local_names',
  'tag_operations',
  'flows',
  'claims',
  'changes',
];

const bundle = (part: Partial<FlowBundle>): FlowBundle => ({
  format: 'tagloom-flow',
  version: 1,
  flow: drawFlow('外来的规则', [{ fact: 'profile.city', operator: 'equal', value: '上海' }], [addTag('regular')]),
  tagGroups: [{ key: 'loyalty', name: { 'zh-CN': '忠诚度' }, category: 'behavior', exclusive: false }],
  tags: [{ key: 'regular', name: { 'zh-CN': '常客' }, kind: 'flag', category: 'behavior', group: 'loyalty' }],
  ...{
    metrics: [],
    rfm: [],
    lexicons: [],
    eventTypes: [],
    profileFields: [],
    users: [],
    departments: [],
    endpoints: [],
  },
  ...part,
});
const importing = (part: Partial<FlowBundle>) => ({
  bundle: bundle(part),
  mapping: [
    { kind: 'tagGroup', key: 'loyalty', action: 'create', to: 'loyalty' },
    { kind: 'tag', key: 'regular', action: 'create', to: 'regular' },
  ],
});

/** Every way by which a name comes into the library: who asks for what. */
const WAYS: [title: string, ask: (client: TestClient) => Promise<{ status: number; body: unknown }>][] = [
  ['a new tag', (client) => client.post('/api/v1/tags', { name: NAME, category: 'behavior' })],
  ['a tag that is renamed', (client) => client.patch(`/api/v1/tags/${tag.id}`, { name: NAME })],
  [
    'the English name of a tag',
    (client) => client.patch(`/api/v1/tags/${tag.id}`, { name: { 'zh-CN': '常客', en: `call ${PHONE}` } }),
  ],
  ['a value', (client) => client.patch(`/api/v1/tags/${taste.id}`, { values: ['甜', '咸', '辣', PHONE] })],
  [
    'a value of a new tag',
    (client) =>
      client.post('/api/v1/tags', {
        name: { 'zh-CN': '来源' },
        category: 'behavior',
        kind: 'one_of',
        values: ['店', PHONE],
      }),
  ],
  ['a new group', (client) => client.post('/api/v1/tag-groups', { name: NAME, category: 'behavior' })],
  ['a group that is renamed', (client) => client.patch(`/api/v1/tag-groups/${group.id}`, { name: NAME })],
  [
    'what a department calls a tag',
    (client) => client.put(`/api/v1/tags/${tag.id}/local-names/${desk.departments.market}`, { name: NAME }),
  ],
  [
    'a part of a tag that is split',
    (client) => client.post(`/api/v1/tags/${taste.id}/split`, { parts: [{ name: NAME, values: ['甜'] }] }),
  ],
  [
    'a tag of an imported rule',
    (client) =>
      client.post(
        '/api/v1/flows/import/bundle',
        importing({ tags: [{ key: 'regular', name: NAME, kind: 'flag', category: 'behavior', group: 'loyalty' }] }),
      ),
  ],
  [
    'a group of an imported rule',
    (client) =>
      client.post(
        '/api/v1/flows/import/bundle',
        importing({ tagGroups: [{ key: 'loyalty', name: NAME, category: 'behavior', exclusive: false }] }),
      ),
  ],
];

describe('a phone number in a name', () => {
  it.each(WAYS)(
    'is refused in %s, by a person and by a key, with what to do, and nothing is changed',
    async (_, ask) => {
      const before = await fingerprintOf(desk.server.database, TABLES);
      const made = await desk.server.client.post<{ key: string }>('/api/v1/api-keys', {
        ...{ name: '脚本', role: 'designer', departmentId: desk.departments.market },
      });
      const script = desk.server.anonymous.with({ authorization: `Bearer ${made.body.key}` });
      for (const client of [desk.market, script]) {
        const { status, body } = (await ask(client)) as { status: number; body: ErrorBody };
        expect([status, body.error.code]).toEqual([422, 'leak_found']);
        expect(body.error).toMatchObject({ params: { kind: 'mobile' }, hint: expect.stringMatching(/\w/) });
        expect(body.error.path).toBeTruthy();
        expect(JSON.stringify(body)).not.toContain(PHONE);
      }
      expect(await fingerprintOf(desk.server.database, TABLES)).toEqual(before);
    },
  );
});
