import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '@tagloom/contracts';
import { addTag, drawFlow } from '../../src/testing/draw-flow.js';
import { createTestApp, type TestApp } from '../../src/testing/test-app.js';
import type { TestDatabase } from '../../src/testing/test-database.js';
import { undeclaredRoutes } from '../../src/testing/undeclared-routes.js';
import { fingerprintOf } from '../support/fingerprint.js';
import { cloneOf } from './support/cloned-database.js';
import { type CommonWorld, makeCommonWorld, StillClock } from './support/common-world.js';
import { addHiddenWorld, CANARY, type HiddenWorld } from './support/hidden-world.js';
import { addressOf, describedRoutes, familyOf, type Route } from './support/routes.js';

const ABSENT = '987654';
/** What a department keeps from others, by the part of an address that names it. */
const SCOPED = [
  ...['flows', 'tags', 'tag-groups', 'tag-operations', 'changes', 'runs'],
  ...['deliveries', 'suggestions', 'shares', 'share-requests', 'approvals'],
];
/** What belongs to the organisation, or to the caller, and is kept from nobody who has the role. */
const COMMON = [
  ...['customers', 'departments', 'users', 'api-keys', 'event-types', 'metrics', 'rfm-models', 'templates'],
  ...['webhook-endpoints'],
];

let world: CommonWorld;
let hidden: HiddenWorld;
let server: TestApp;
let database: TestDatabase;

beforeAll(async () => {
  world = await makeCommonWorld();
  database = await cloneOf(world.url);
  server = await createTestApp({ database, role: { api: true, worker: false }, clock: new StillClock() });
  hidden = await addHiddenWorld(server, world);
}, 120_000);
afterAll(async () => {
  await server?.close();
  await database?.drop();
});

/** Bodies that get as far as the thing itself. */
function bodyOf({ method, path }: Route): unknown {
  if (method === 'GET' || method === 'DELETE') return undefined;
  const flow = drawFlow('改', [], [addTag(world.vip.key)]);
  const bodies: Record<string, unknown> = {
    'PUT /api/v1/flows/{id}/draft': { flow, revision: 1 },
    'POST /api/v1/flows/{id}/publish': { apply: 'new_events', revision: 1 },
    'POST /api/v1/flows/{id}/rollback': { version: 1, revision: 1 },
    'PUT /api/v1/flows/{id}/department': { departmentId: null, revision: 1 },
    'POST /api/v1/flows/{id}/stop': {},
    'POST /api/v1/flows/{id}/reach': { apply: 'everyone' },
    'PUT /api/v1/flows/{id}/schedule': { publishAt: '2030-01-01T00:00:00.000Z', apply: 'new_events', revision: 1 },
    'PUT /api/v1/flows/{id}/golden': { revision: 1, cases: [] },
    'POST /api/v1/flows/{id}/golden/run': {},
    'POST /api/v1/flows/{id}/preview': { revision: 1 },
    'POST /api/v1/flows/{id}/reviews': { revision: 1 },
    'POST /api/v1/flows/{id}/reviews/{reviewId}/decide': { decision: 'approve' },
    'POST /api/v1/flows/{id}/shadow': { revision: 1 },
    'PATCH /api/v1/tags/{id}': { meaning: '改' },
    'POST /api/v1/tags/{id}/merge': { into: world.own.id },
    'POST /api/v1/tags/{id}/merge/preview': { into: world.own.id },
    'PUT /api/v1/tags/{id}/local-names/{departmentId}': { name: '本地' },
    'PATCH /api/v1/tag-groups/{id}': { name: { 'zh-CN': '改' } },
    'PUT /api/v1/tag-groups/{id}/order': { tagIds: [world.own.id] },
    'POST /api/v1/suggestions/{id}/decide': { decision: 'accept' },
    'POST /api/v1/share-requests/{id}/answer': { grant: false },
    'POST /api/v1/approvals/{id}/decide': { decision: 'approve' },
  };
  return bodies[`${method} ${path}`] ?? {};
}

async function ask(role: Role, route: Route, id: string): Promise<{ status: number; body: string; raw: string }> {
  const body = bodyOf(route);
  const response = await fetch(server.url + addressOf(route, id), {
    method: route.method,
    headers: {
      cookie: world.readers.get(role) ?? '',
      origin: server.url,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const raw = await response.text();
  const normal = raw.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(new RegExp(`\\b${id}\\b`, 'g'), '‹id›');
  return { status: response.status, body: normal, raw };
}

/** All that is stored of the departments that the readers are not in. */
const TABLES = [
  'tags',
  'claims',
  'flows',
  'flow_versions',
  'golden_cases',
  'flow_schedules',
  'shadows',
  'deliveries',
  'suggestions',
  'shares',
  'share_requests',
  'approvals',
];
const fingerprint = () => fingerprintOf(database, TABLES);

describe('every route', () => {
  it('says who may call it, and what the id in its address belongs to', async () => {
    expect(undeclaredRoutes(server.app).undeclared).toEqual([]);
    const families = new Set((await describedRoutes(server)).map(familyOf));
    const unknown = [...families].filter((family) => family !== null && ![...SCOPED, ...COMMON].includes(family));
    expect(unknown).toEqual([]);
    for (const family of SCOPED)
      expect([family, families.has(family), family in hidden.ids]).toEqual([family, true, true]);
  });

  it.each(ROLES)(
    'answers a %s of another department for what is hidden as for what is not there',
    async (role) => {
      const routes = (await describedRoutes(server)).filter((route) => SCOPED.includes(familyOf(route) ?? ''));
      expect(routes.length).toBeGreaterThan(30);
      const before = await fingerprint();
      for (const route of routes) {
        const id = hidden.ids[familyOf(route) ?? ''];
        const foreign = await ask(role, route, id);
        const absent = await ask(role, route, ABSENT);
        const name = `${route.method} ${route.path}`;
        expect({ name, status: foreign.status, body: foreign.body }).toEqual({
          name,
          status: absent.status,
          body: absent.body,
        });
        expect({ name, isRefused: foreign.status >= 400 && foreign.status < 500 }).toEqual({ name, isRefused: true });
        expect({ name, raw: foreign.raw }).toEqual({ name, raw: expect.not.stringContaining(CANARY) });
      }
      expect(await fingerprint()).toEqual(before);
    },
    60_000,
  );

  it('answers for a hidden id in a body as for one that is not there', async () => {
    const designer = server.anonymous.with({ cookie: world.readers.get('designer') ?? '', origin: server.url });
    const [customer] = world.customerIds;
    const lent = { level: 'read', purpose: '试', departmentId: world.departments.service };
    const asked = { level: 'read', purpose: '试' };
    const tag = { name: { 'zh-CN': '新标签' }, category: 'value' };
    const questions = (ids: { tag: string; key: string; group: string; flow: string }): [string, string, unknown][] => [
      ['POST', '/api/v1/shares', { ...lent, tagId: ids.tag }],
      ['POST', '/api/v1/shares', { ...lent, groupId: ids.group }],
      ['POST', '/api/v1/share-requests', { ...asked, tagId: ids.tag }],
      ['POST', '/api/v1/share-requests', { ...asked, groupId: ids.group }],
      ['POST', '/api/v1/tags', { ...tag, groupId: ids.group }],
      ['PATCH', `/api/v1/tags/${world.own.id}`, { groupId: ids.group }],
      ['POST', `/api/v1/tags/${world.own.id}/merge`, { into: ids.tag }],
      ['POST', `/api/v1/tags/${world.own.id}/merge/preview`, { into: ids.tag }],
      ...[
        { act: 'deleteTag', tagId: ids.tag },
        { act: 'deleteGroup', groupId: ids.group, tags: 0 },
        { act: 'mergeTags', tagId: world.own.id, into: ids.tag },
        { act: 'splitTag', tagId: ids.tag, parts: [{ name: { 'zh-CN': '一半' }, values: ['甲'] }] },
        { act: 'share', share: { ...lent, tagId: ids.tag } },
        { act: 'share', share: { ...lent, groupId: ids.group } },
        { act: 'giveTag', tagId: ids.tag, scope: 'enterprise' },
        { act: 'giveTag', tagId: world.own.id, groupId: ids.group },
        { act: 'giveGroup', groupId: ids.group, parentId: null },
      ].map((request): [string, string, unknown] => ['POST', '/api/v1/approvals', { request, reason: '试' }]),
      ['POST', `/api/v1/customers/${customer}/tags`, { tag: ids.key }],
      ['POST', `/api/v1/customers/${customer}/tags`, { tag: ids.tag }],
      ['DELETE', `/api/v1/customers/${customer}/tags`, { tag: ids.key }],
      ['POST', '/api/v1/customers/tags/bulk', { stance: 'assert', tag: ids.key, whom: { ids: [customer] } }],
      ['POST', '/api/v1/customers/tags/bulk', { stance: 'forbid', tag: ids.tag, whom: { total: 14 } }],
      ['POST', '/api/v1/flows/count', { flow: drawFlow('试', [], []), flowId: ids.flow }],
      ['POST', '/api/v1/flows/analyse', { flow: drawFlow('试', [], []), flowId: ids.flow }],
    ];
    const foreign = {
      tag: hidden.ids.tags,
      key: hidden.tags[0].key,
      group: hidden.ids['tag-groups'],
      flow: hidden.flowId,
    };
    const absent = { tag: ABSENT, key: 'no_such_tag', group: ABSENT, flow: ABSENT };
    const told = async (ids: typeof foreign): Promise<string[]> => {
      const answers: string[] = [];
      for (const [at, [method, path, body]] of questions(ids).entries()) {
        const answer = await designer.raw(method, path, JSON.stringify(body), { 'content-type': 'application/json' });
        let text = JSON.stringify(answer.body).replaceAll(/"requestId":"[^"]*"/g, '');
        for (const id of Object.values(ids)) text = text.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), '‹id›');
        answers.push(`${at} ${answer.status} ${text}`);
      }
      return answers;
    };
    const [one, other] = [await told(absent), await told(foreign)];
    expect(other).toEqual(one);
    for (const answer of one) expect(answer).toMatch(/ (400|403|404|409|422) /);
  });

  it('finds for its owner what it hides from the others', async () => {
    const owner = server.anonymous.with({ cookie: world.sales, origin: server.url });
    for (const family of ['flows', 'changes', 'runs']) {
      const path = {
        flows: `/flows/${hidden.ids.flows}`,
        changes: `/changes/${hidden.ids.changes}/why`,
        runs: `/runs/${hidden.ids.runs}`,
      }[family];
      const { status, body } = await owner.get(`/api/v1${path}`);
      expect([family, status]).toEqual([family, 200]);
      expect(JSON.stringify(body)).toContain(CANARY);
    }
  });
});
