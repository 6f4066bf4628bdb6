import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '@tagloom/contracts';
import { addTag, drawFlow } from '../../src/testing/draw-flow.js';
import { createTestApp, type TestApp } from '../../src/testing/test-app.js';
import type { TestDatabase } from '../../src/testing/test-database.js';
import { cloneOf } from './support/cloned-database.js';
import { type CommonWorld, makeCommonWorld, StillClock } from './support/common-world.js';
import { addHiddenWorld, CANARY, type HiddenWorld } from './support/hidden-world.js';
import { addressOf, describedRoutes, familyOf, type Route } from './support/routes.js';
import { unzipped } from './support/unzipped.js';

/** Two servers on two databases: the second one has what the sales department keeps to itself, and is the same otherwise. */
let world: CommonWorld;
let hidden: HiddenWorld;
let plain: TestApp;
let full: TestApp;
const databases: TestDatabase[] = [];

beforeAll(async () => {
  world = await makeCommonWorld();
  const options = { role: { api: true, worker: false }, clock: new StillClock() };
  databases.push(await cloneOf(world.url), await cloneOf(world.url));
  plain = await createTestApp({ ...options, database: databases[0] });
  full = await createTestApp({ ...options, database: databases[1] });
  hidden = await addHiddenWorld(full, world);
}, 120_000);
afterAll(async () => {
  await Promise.all([plain?.close(), full?.close()]);
  for (const database of databases) await database.drop();
});

interface Answer {
  status: number;
  body: string;
}

async function ask(
  server: TestApp,
  role: Role | 'owner',
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      cookie: role === 'owner' ? world.sales : (world.readers.get(role) ?? ''),
      origin: server.url,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, body: await comparable(bytes) };
}

/** Numbers of requests differ from server to server, and so does when a table was written, by the clock of the machine. */
async function comparable(bytes: Buffer): Promise<string> {
  const parts = await unzipped(bytes);
  if (parts) return JSON.stringify([...parts].map(([name, text]) => [name, text.replaceAll(/<dcterms:\w+.*?>/g, '')]));
  return bytes.toString('utf8').replaceAll(/"requestId":"[^"]*"/g, '"requestId":""');
}

async function expectSame(role: Role, method: string, path: string, body?: unknown): Promise<Answer> {
  const [one, other] = await Promise.all([ask(plain, role, method, path, body), ask(full, role, method, path, body)]);
  expect({ path, body: other }).toEqual({ path, body: one });
  return other;
}

/** What is asked for by an address with a parameter: something of one's own, something hidden, and something that is not there. */
function idsFor(route: Route): string[] {
  const family = familyOf(route);
  if (family === null) return ['1'];
  const own: Record<string, string> = {
    ...world.ids,
    flows: world.flowId,
    tags: world.own.id,
    customers: world.customerIds[2],
    departments: world.departments.market,
  };
  const others =
    { tags: [world.vip.id], flows: [world.enterpriseFlowId, hidden.enterpriseFlowId, hidden.draftId] }[family] ?? [];
  return [own[family] ?? '1', hidden.ids[family] ?? '987654', '987654', ...others];
}

describe('two databases that differ in what another department keeps to itself', () => {
  it('are different: whoever acts for the whole organisation sees the canaries in one of them only', async () => {
    const [one, other] = await Promise.all([plain.client.get('/api/v1/tags'), full.client.get('/api/v1/tags')]);
    expect(JSON.stringify(one.body)).not.toContain(CANARY);
    expect(JSON.stringify(other.body)).toContain(CANARY);
  });

  it.each(ROLES)(
    'answer every GET of a %s of the market department alike, byte for byte',
    async (role) => {
      const routes = (await describedRoutes(full)).filter(({ method }) => method === 'GET');
      expect(routes.length).toBeGreaterThan(30);
      let good = 0;
      for (const route of routes) {
        for (const id of new Set(idsFor(route))) {
          const { status, body } = await expectSame(role, 'GET', addressOf(route, id));
          if (status === 200) good += 1;
          expect({ path: route.path, body }).toEqual({ path: route.path, body: expect.not.stringContaining(CANARY) });
          expect(status).toBeLessThan(500);
        }
      }
      // a reader who is refused everything learns nothing, and proves nothing
      expect(good).toBeGreaterThan(20);
    },
    60_000,
  );

  it('answer what names a hidden tag or flow as what names nothing', async () => {
    const [flag, graded] = hidden.tags;
    const paths = [flag.key, graded.key, hidden.personal.key].flatMap((key) => [
      `/api/v1/changes?tag=${key}`,
      `/api/v1/customers/${world.customerIds[2]}/why?tag=${key}`,
      `/api/v1/tags/search?q=${key}`,
    ]);
    const flows = [hidden.flowId, hidden.draftId, hidden.enterpriseFlowId].flatMap((id) => [
      `/api/v1/changes?flow=${id}`,
      `/api/v1/suggestions?flowId=${id}`,
      `/api/v1/deliveries?flowId=${id}`,
      `/api/v1/customers/${world.customerIds[2]}/explain?flow=${id}`,
      `/api/v1/flows/${id}/bundle`,
      `/api/v1/flows/${id}/golden/template.csv`,
      `/api/v1/flows/${id}/golden/template.xlsx`,
    ]);
    for (const path of [...paths, ...flows]) await expectSame('designer', 'GET', path);
  });

  const conditions = () => {
    const [flag, graded] = hidden.tags;
    return [
      { fact: 'profile.city', operator: 'equal', value: '上海' },
      { fact: `tag.${world.vip.key}`, operator: 'equal', value: true },
      { fact: `tag.${flag.key}`, operator: 'equal', value: true },
      { fact: `tag.${graded.key}`, operator: 'equal', value: `${CANARY}甲` },
      { fact: `tag.${hidden.personal.key}`, operator: 'isKnown' },
      { fact: 'tag.__proto__', operator: 'equal', value: true },
      { fact: 'tag.toString.x', operator: 'equal', value: true },
    ];
  };

  it('search and count alike, by any condition', async () => {
    for (const condition of conditions()) {
      for (const sort of [
        undefined,
        { by: 'id', direction: 'desc' },
        { by: `tag.${hidden.tags[0].key}`, direction: 'asc' },
      ])
        await expectSame('designer', 'POST', '/api/v1/customers/search', { condition, sort, page: { size: 5 } });
      await expectSame('designer', 'POST', '/api/v1/flows/count', { condition });
    }
    const first = await expectSame('designer', 'POST', '/api/v1/customers/search', { page: { size: 5 } });
    const { nextCursor: cursor } = JSON.parse(first.body) as { nextCursor: string };
    const second = await expectSame('designer', 'POST', '/api/v1/customers/search', { page: { size: 5, cursor } });
    expect(second.status).toBe(200);
  });

  it('draw, count, simulate and analyse any flow alike, whosever draft it is said to be', async () => {
    for (const leaf of conditions().slice(0, 5)) {
      for (const key of [world.own.key, hidden.tags[0].key]) {
        const flow = drawFlow('试', [leaf], [addTag(key)]);
        for (const flowId of [undefined, world.flowId, hidden.flowId]) {
          await expectSame('designer', 'POST', '/api/v1/flows/count', { flow, flowId });
          await expectSame('designer', 'POST', '/api/v1/flows/analyse', { flow, flowId });
          const customerId = world.customerIds[2];
          await expectSame('designer', 'POST', '/api/v1/flows/simulate', { flow, flowId, customerId });
        }
      }
    }
    const told = await ask(full, 'designer', 'POST', '/api/v1/flows/simulate', {
      flow: drawFlow('试', [conditions()[0]], [addTag(world.own.key)]),
      customerId: world.customerIds[2],
    });
    expect(told.status).toBe(200);
    expect(told.body).toContain(`tag.${world.vip.key}`);
    expect(told.body).not.toContain(hidden.tags[0].key);
  });

  it('try golden customers, reach and imports alike', async () => {
    const [flag] = hidden.tags;
    const golden = { name: '试', facts: { [`tag.${flag.key}`]: true }, now: null, expected: [] };
    for (const id of [world.flowId, hidden.flowId, '987654']) {
      await expectSame('designer', 'POST', `/api/v1/flows/${id}/golden/run`, { cases: [golden] });
      await expectSame('designer', 'POST', `/api/v1/flows/${id}/reach`, { apply: 'everyone' });
    }
    const bundle = await ask(plain, 'designer', 'GET', `/api/v1/flows/${world.flowId}/bundle`);
    await expectSame('designer', 'POST', '/api/v1/flows/import/plan', { bundle: JSON.parse(bundle.body) as unknown });
  });
});
