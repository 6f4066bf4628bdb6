import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ROLES } from '@tagloom/contracts';
import { pino } from 'pino';
import { log } from '../../src/platform/logging/pino-logger.js';
import { listenTo } from '../../src/testing/event-listener.js';
import { createTestApp, type TestApp } from '../../src/testing/test-app.js';
import type { TestDatabase } from '../../src/testing/test-database.js';
import { cloneOf } from './support/cloned-database.js';
import { type CommonWorld, expectStatus, makeCommonWorld, StillClock } from './support/common-world.js';
import { addHiddenWorld, CANARY, type HiddenWorld } from './support/hidden-world.js';
import { addressOf, describedRoutes, familyOf } from './support/routes.js';
import { toldBy } from './support/unzipped.js';

let world: CommonWorld;
let hidden: HiddenWorld;
let server: TestApp;
let database: TestDatabase;
const lines: string[] = [];

/** Where the log of the process goes. */
const stream = (log as unknown as Record<symbol, { write: (line: string) => boolean }>)[pino.symbols.streamSym];

beforeAll(async () => {
  jest.spyOn(stream, 'write').mockImplementation((line) => lines.push(line) > 0);
  world = await makeCommonWorld();
  database = await cloneOf(world.url);
  server = await createTestApp({ database, role: { api: true, worker: false }, clock: new StillClock() });
  hidden = await addHiddenWorld(server, world);
}, 120_000);
afterAll(async () => {
  await server?.close();
  await database?.drop();
  jest.restoreAllMocks();
});

describe('a canary in everything that a department keeps to itself', () => {
  it('is in no answer, no header and no failure that another department gets', async () => {
    let asked = 0;
    let sheets = 0;
    for (const role of ROLES) {
      const headers = { cookie: world.readers.get(role) ?? '', origin: server.url, 'content-type': 'application/json' };
      for (const route of await describedRoutes(server)) {
        // the question itself would be in the answer: departments and people are made under any name
        if (route.path.includes('/auth/') || route.path.includes('/me/')) continue;
        const family = familyOf(route) ?? '';
        const own = route.path.includes('/golden/template') ? [world.flowId] : [];
        for (const id of [hidden.ids[family] ?? '1', hidden.draftId, ...own]) {
          const isAsk = route.method === 'GET' || route.method === 'DELETE';
          const response = await fetch(server.url + addressOf(route, id), {
            ...{ method: route.method, headers },
            body: isAsk ? undefined : '{}',
          });
          if ((response.headers.get('content-type') ?? '').includes('spreadsheet') && response.ok) sheets += 1;
          const told = await toldBy(response);
          expect({ route: `${route.method} ${route.path}`, leaks: told.includes(CANARY) }).toEqual({
            route: `${route.method} ${route.path}`,
            leaks: false,
          });
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThan(800);
    // a table that nobody gets proves nothing
    expect(sheets).toBeGreaterThan(0);
  }, 120_000);

  it('would be found in a table that is packed', async () => {
    const table = `${server.url}/api/v1/flows/${hidden.flowId}/golden/template.xlsx`;
    const owner = await fetch(table, { headers: { cookie: world.sales } });
    const bytes = Buffer.from(await owner.clone().arrayBuffer());
    expect([owner.status, bytes.toString('latin1').includes(CANARY)]).toEqual([200, false]);
    expect(await toldBy(owner)).toContain(CANARY);
  });

  it('is told by none of the messages that a browser of another department hears', async () => {
    const reader = await listenTo(`${server.url}/api/v1/realtime`, { cookie: world.readers.get('designer') ?? '' });
    const owner = await listenTo(`${server.url}/api/v1/realtime`, { cookie: world.sales });
    const sales = server.anonymous.with({ cookie: world.sales, origin: server.url });
    expectStatus(await sales.patch(`/api/v1/tags/${hidden.tags[0].id}`, { meaning: `${CANARY}新` }), 200);
    expect(await owner.next(3_000)).toEqual({ topic: 'definitions' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(reader.messages()).toEqual([]);
    expect(owner.text()).not.toContain(CANARY);
    for (const listener of [reader, owner]) listener.close();
  });

  it('is in no line of the log', async () => {
    await server.anonymous.raw('POST', `/api/v1/events`, '{"broken', { 'content-type': 'application/json' });
    log.warn('the log is being read');
    expect(lines.some((line) => line.includes('the log is being read'))).toBe(true);
    expect(lines.filter((line) => line.includes(CANARY))).toEqual([]);
  });
});
