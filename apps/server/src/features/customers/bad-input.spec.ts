import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody } from '@tagloom/contracts';
import { localDay } from '@tagloom/rule-engine';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const flow = drawFlow('流程', [{ fact: 'profile.city', operator: 'equal', value: 'x' }], [addTag('vip')]);
const search = '/api/v1/customers/search';
const flows = '/api/v1/flows';
const leaf = { fact: 'tag.vip', operator: 'equal', value: true };
const deep = (levels: number): unknown => (levels === 0 ? leaf : { not: deep(levels - 1) });
const huge = '9'.repeat(18);
const forged = (position: unknown) => Buffer.from(JSON.stringify(['x', position])).toString('base64url');
const withNode = (node: object) => ({ ...flow, nodes: [...flow.nodes, node] });

type Case = [title: string, method: string, path: string, body: unknown, status: number, code: string];
const CASES: Case[] = [
  ['an unknown customer', 'GET', `/api/v1/customers/${huge}`, undefined, 404, 'customer_not_found'],
  ['a customer id that is none', 'GET', '/api/v1/customers/abc', undefined, 400, 'validation_failed'],
  ['a customer id beyond 64 bits', 'GET', `/api/v1/customers/${huge}99`, undefined, 400, 'validation_failed'],
  ['why of an unknown customer', 'GET', `/api/v1/customers/${huge}/why?tag=vip`, undefined, 404, 'customer_not_found'],
  ['why of an unknown tag', 'GET', '/api/v1/customers/1/why?tag=nothing', undefined, 404, 'tag_not_found'],
  ['why of a tag id beyond 32 bits', 'GET', `/api/v1/customers/1/why?tag=${huge}`, undefined, 404, 'tag_not_found'],
  ['why without a tag', 'GET', '/api/v1/customers/1/why', undefined, 400, 'validation_failed'],
  ['why of the prototype', 'GET', '/api/v1/customers/1/why?tag=__proto__', undefined, 404, 'tag_not_found'],
  ['the timeline of nobody', 'GET', `/api/v1/customers/${huge}/timeline`, undefined, 404, 'customer_not_found'],
  [
    'a damaged timeline cursor',
    'GET',
    `/api/v1/customers/1/timeline?cursor=${forged({ at: 'x' })}`,
    undefined,
    400,
    'validation_failed',
  ],
  ['a timeline page of nothing', 'GET', '/api/v1/customers/1/timeline?size=0', undefined, 400, 'validation_failed'],
  ['a tag on nobody', 'POST', `/api/v1/customers/${huge}/tags`, { tag: 'vip' }, 404, 'customer_not_found'],
  ['an unknown tag', 'POST', '/api/v1/customers/1/tags', { tag: 'nothing' }, 404, 'tag_not_found'],
  ['a flag with a value', 'POST', '/api/v1/customers/1/tags', { tag: 'vip', value: 3 }, 422, 'tag_value_invalid'],
  [
    'a number that is a text',
    'POST',
    '/api/v1/customers/1/tags',
    { tag: 'score', value: '3' },
    422,
    'tag_value_invalid',
  ],
  ['a reason with NUL', 'POST', '/api/v1/customers/1/tags', { tag: 'vip', reason: 'a\0b' }, 400, 'validation_failed'],
  ['a removal that names no tag', 'DELETE', '/api/v1/customers/1/tags', undefined, 400, 'validation_failed'],
  ['explaining an unknown flow', 'GET', `/api/v1/customers/1/explain?flow=${huge}`, undefined, 404, 'flow_not_found'],
  ['a search nested 200 deep', 'POST', search, { condition: deep(200) }, 400, 'validation_failed'],
  [
    'a search with 600 comparisons',
    'POST',
    search,
    { condition: { any: Array(600).fill(leaf) } },
    400,
    'validation_failed',
  ],
  [
    'a search with k beyond the inputs',
    'POST',
    search,
    { condition: { atLeast: { k: 0, of: [leaf] } } },
    400,
    'validation_failed',
  ],
  ['a search with an unknown gate', 'POST', search, { condition: { xor: [leaf] } }, 400, 'validation_failed'],
  [
    'a search with NUL',
    'POST',
    search,
    { condition: { ...leaf, fact: 'profile.city', value: 'a\0' } },
    400,
    'validation_failed',
  ],
  [
    'a search for a date that is none',
    'POST',
    search,
    { condition: { fact: 'profile.birthday', operator: 'before', value: '2024-02-31' } },
    400,
    'validation_failed',
  ],
  [
    'a search that compares with half a fact',
    'POST',
    search,
    { condition: { ...leaf, value: { fact: 3 } } },
    400,
    'validation_failed',
  ],
  [
    'a search that compares with an unknown fact',
    'POST',
    search,
    { condition: { ...leaf, value: { fact: 'tag.nothing' } } },
    400,
    'validation_failed',
  ],
  [
    'a search that compares with a fact of an event',
    'POST',
    search,
    { condition: { ...leaf, value: { fact: 'event.x' } } },
    400,
    'validation_failed',
  ],
  [
    'a search with a pattern that PostgreSQL reads otherwise',
    'POST',
    search,
    { condition: { fact: 'profile.city', operator: 'matches', value: '\\bx' } },
    400,
    'validation_failed',
  ],
  ['a forged cursor', 'POST', search, { page: { cursor: forged({ value: '1', id: '1' }) } }, 400, 'validation_failed'],
  ['a cursor that is no base64', 'POST', search, { page: { cursor: '%%%' } }, 400, 'validation_failed'],
  ['a list instead of a request', 'POST', search, [], 400, 'validation_failed'],
  ['changes of an unknown tag', 'GET', '/api/v1/changes?tag=nothing', undefined, 404, 'tag_not_found'],
  ['changes of a flow beyond 32 bits', 'GET', `/api/v1/changes?flow=${huge}`, undefined, 404, 'flow_not_found'],
  ['changes with an unknown filter', 'GET', '/api/v1/changes?who=me', undefined, 400, 'validation_failed'],
  ['an unknown flow', 'GET', `${flows}/${huge}`, undefined, 404, 'flow_not_found'],
  ['versions of an unknown flow', 'GET', `${flows}/${huge}/versions`, undefined, 404, 'flow_not_found'],
  ['deleting an unknown flow', 'DELETE', `${flows}/${huge}`, undefined, 404, 'flow_not_found'],
  ['saving an unknown flow', 'PUT', `${flows}/${huge}/draft`, { flow, revision: 1 }, 404, 'flow_not_found'],
  [
    'publishing an unknown flow',
    'POST',
    `${flows}/${huge}/publish`,
    { apply: 'everyone', revision: 1 },
    404,
    'flow_not_found',
  ],
  ['publishing to whom', 'POST', `${flows}/1/publish`, { apply: 'some', revision: 1 }, 400, 'validation_failed'],
  ['a flow without a name', 'POST', flows, { flow: { ...flow, name: '' } }, 400, 'validation_failed'],
  [
    'a node of an unknown kind',
    'POST',
    flows,
    { flow: withNode({ id: 'z', kind: 'wish', position: { x: 0, y: 0 }, data: {} }) },
    400,
    'validation_failed',
  ],
  [
    'a node without a position',
    'POST',
    flows,
    { flow: withNode({ id: 'z', kind: 'gate', data: { gate: 'all' } }) },
    400,
    'validation_failed',
  ],
  ['501 nodes', 'POST', flows, { flow: { ...flow, nodes: Array(501).fill(flow.nodes[0]) } }, 400, 'validation_failed'],
  [
    'a draft that compares with half a fact',
    'POST',
    flows,
    { flow: withNode({ ...flow.nodes[1], data: { ...leaf, value: { fact: 3 } } }) },
    400,
    'validation_failed',
  ],
  ['counting nothing', 'POST', `${flows}/count`, {}, 400, 'validation_failed'],
  ['counting two things', 'POST', `${flows}/count`, { flow, condition: leaf }, 400, 'validation_failed'],
  ['simulating on nobody', 'POST', `${flows}/simulate`, { flow, customerId: huge }, 404, 'customer_not_found'],
  [
    'simulating at no time',
    'POST',
    `${flows}/simulate`,
    { flow, customerId: '1', now: 'yesterday' },
    400,
    'validation_failed',
  ],
  ['importing another format', 'POST', `${flows}/import`, { format: 'drools', rules: [] }, 400, 'validation_failed'],
  ['an unknown run', 'GET', `/api/v1/runs/${huge}`, undefined, 404, 'run_not_found'],
  ['cancelling an unknown run', 'POST', `/api/v1/runs/${huge}/cancel`, undefined, 404, 'run_not_found'],
];

describe('bad input', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    await seedCustomers(test.database.pool, 4, localDay({ now: new Date(), timeZone: 'Asia/Shanghai' }));
  });
  afterAll(() => test.close());

  it.each(CASES)('answers %s with a code and no failure of ours', async (_title, method, path, body, status, code) => {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const answer = await test.client.raw<ErrorBody>(
      method,
      path,
      json,
      json === undefined ? {} : { 'content-type': 'application/json' },
    );
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('leaves nothing behind', async () => {
    const { rows } = await test.database.pool.query(
      'SELECT (SELECT count(*) FROM flows) + (SELECT count(*) FROM changes) + (SELECT count(*) FROM runs) AS rows',
    );
    expect(rows).toEqual([{ rows: '0' }]);
  });

  it('survives duplicate node ids, edges to nowhere and odd values in a draft that is counted and saved', async () => {
    const odd = {
      ...withNode({
        ...flow.nodes[1],
        data: { fact: '__proto__', operator: 'constructor', value: { fact: '__proto__' } },
      }),
      edges: [...flow.edges, { id: 'lost', source: 'nobody', target: 'a0' }],
    };
    const counted = await test.client.post<{ matching: unknown }>(`${flows}/count`, { flow: odd });
    expect([counted.status, counted.body.matching]).toEqual([200, null]);
    expect((await test.client.post(flows, { flow: odd })).status).toBe(201);
    expect((await test.client.get(flows)).status).toBe(200);
  });
});
