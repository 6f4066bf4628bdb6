import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  Department,
  ErrorBody,
  Flow,
  FlowDetail,
  FlowVersion,
  SplitPreview,
  Tag,
  TagOperation,
  Taxonomy,
} from '@tagloom/contracts';
import fc from 'fast-check';
import { Clock } from '../../platform/clock/clock.js';
import { AT, arbitraryCustomers, draftOf, makeLibrary, seedCustomers, snapshot } from '../../testing/library-world.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
beforeAll(async () => {
  const clock: Clock = { now: () => new Date(AT) };
  server = await createTestApp({ role: { api: true, worker: false }, clock });
});
afterAll(() => server.close());

const split = (tag: Tag, parts: object[], client = server.client) =>
  client.post<TagOperation & ErrorBody>(`/api/v1/tags/${tag.id}/split`, { parts });
const undo = (id: string) => server.client.post<TagOperation & ErrorBody>(`/api/v1/tag-operations/${id}/undo`);
const part = (name: string, ...values: string[]) => ({ name: { 'zh-CN': name }, values });
/** The flow with another comparison. */
const askingFor = (flow: Flow, data: object): Flow => ({
  ...flow,
  nodes: flow.nodes.map((node) => (node.kind === 'condition' ? { ...node, data: { ...node.data, ...data } } : node)),
});
const tagsNow = async (client = server.client) => (await client.get<Taxonomy>('/api/v1/tags')).body.tags;

describe('a split', () => {
  it('undone leaves claims, effective tags and definitions as they were, for 25 generated libraries', async () => {
    const worlds = fc.sample(
      fc.record({ customers: arbitraryCustomers(8), at: fc.constantFrom(5, 6, 7), two: fc.boolean() }),
      {
        numRuns: 25,
        seed: 12,
      },
    );
    let claims = 0;
    for (const [index, { customers, at, two }] of worlds.entries()) {
      const { tags } = await makeLibrary(server, `s${index}`);
      await seedCustomers(server, tags, customers);
      const before = await snapshot(server);
      const parts = two ? [part(`拆甲${index}`, '甜'), part(`拆乙${index}`, '咸')] : [part(`拆丙${index}`, '甜', '辣')];
      const { status, body } = await split(tags[at], parts);
      expect(status).toBe(200);
      claims += body.counts.claims;
      expect((await undo(body.id)).status).toBe(200);
      expect(await snapshot(server)).toEqual(before);
    }
    expect(claims).toBeGreaterThan(20);
  }, 240_000);

  it('gives each value a tag of its own, whose the tag is, and leaves the rest', async () => {
    const { tags } = await makeLibrary(server, 'parts');
    const seed = {
      source: 'person',
      sourceId: '1',
      stance: 'assert',
      priority: 0,
      daysAgo: 3,
      expires: false,
    } as const;
    const [customer] = await seedCustomers(server, tags, [[{ ...seed, tag: 6, value: 1 }]]);
    const parts = [part('爱吃甜', '甜')];
    const { body: before } = await server.client.post<SplitPreview>(`/api/v1/tags/${tags[6].id}/split/preview`, {
      parts,
    });
    expect(before).toEqual({ parts: [{ ...parts[0], customers: 1 }], rest: ['咸', '辣'], obstacles: [] });
    const { body } = await split(tags[6], parts);
    const made = (await tagsNow()).find(({ id }) => id === body.into[0].id);
    expect(made).toMatchObject({ name: { 'zh-CN': '爱吃甜' }, kind: 'flag', scope: tags[6].scope, customers: 1 });
    const { rows } = await server.database.query('SELECT tags, tag_values FROM customers WHERE id = $1', [customer]);
    expect(rows).toEqual([
      { tags: [Number(tags[6].id), Number(made?.id)].sort((a, b) => a - b), tag_values: { [tags[6].id]: ['咸'] } },
    ]);
    expect((await tagsNow()).find(({ id }) => id === tags[6].id)?.values).toEqual(['咸', '辣']);
  });

  it('is refused of a flag, of unknown or doubled values, of all values, with a leaking name, and while a flow says what nobody can carry over', async () => {
    const { tags } = await makeLibrary(server, 'refused');
    const refuse = async (tag: Tag, parts: object[], code: string) => {
      const before = await snapshot(server);
      expect((await split(tag, parts)).body.error.code).toBe(code);
      expect(await snapshot(server)).toEqual(before);
    };
    await refuse(tags[3], [part('不行', '甜')], 'merge_impossible');
    await refuse(tags[6], [part('不行', '苦')], 'merge_impossible');
    await refuse(tags[6], [part('不行', '甜'), part('也不行', '甜')], 'merge_impossible');
    await refuse(tags[6], [part('不行', '甜', '咸', '辣')], 'merge_impossible');
    await refuse(tags[6], [part('找 13812345678', '甜')], 'leak_found');
    await server.database.query(`INSERT INTO flows (draft, updated_by) VALUES ($1, 'test')`, [
      askingFor(draftOf('在用', tags[6].key, tags[3].key), { operator: 'doesNotContain', value: '甜' }),
    ]);
    await refuse(tags[6], [part('不行', '甜')], 'tag_in_use');
  });

  it('rewrites the flows that name its values, those that run as well, and back, without a customer gaining or losing anything', async () => {
    const { tags } = await makeLibrary(server, 'splitlive');
    const tag = tags[6];
    const run = async (flow: Flow) => {
      const { body } = await server.client.post<FlowDetail>('/api/v1/flows', { flow });
      const { status } = await server.client.post(`/api/v1/flows/${body.id}/publish`, {
        revision: body.revision,
        apply: 'new_events',
      });
      expect(status).toBeLessThan(300);
      return body.id;
    };
    const gives = draftOf('给甜', tags[3].key, tag.key);
    const isSweet = { action: 'setTag', tag: tag.key, value: ['甜'], membership: 'while' };
    const giver = await run({
      ...gives,
      nodes: gives.nodes.map((node) => (node.kind === 'action' ? ({ ...node, data: isSweet } as typeof node) : node)),
    });
    const reads = askingFor(draftOf('爱吃甜或咸', tag.key, tags[0].key), {
      operator: 'containsAny',
      value: ['甜', '咸'],
    });
    const reader = await run(reads);
    const one = askingFor(draftOf('爱吃辣', tag.key, tags[2].key), { operator: 'contains', value: '辣' });
    const other = await run({ ...one, audience: { include: [tag.key] } });
    const claim = {
      source: 'person',
      sourceId: '1',
      stance: 'assert',
      priority: 0,
      daysAgo: 3,
      expires: false,
    } as const;
    const ids = await seedCustomers(server, tags, [
      [{ ...claim, tag: 3, value: 0 }],
      [{ ...claim, tag: 6, value: 1 }],
      [{ ...claim, tag: 6, value: 2 }],
      [],
    ]);
    const others = async () => {
      const { rows } = await server.database.query<{ tags: number[] }>(
        'SELECT tags FROM customers WHERE id = ANY ($1::bigint[]) ORDER BY id',
        [ids],
      );
      return rows.map((row) => row.tags.filter((id) => [0, 1, 2, 3].some((at) => tags[at].id === String(id))));
    };
    const running = async (id: string) =>
      (await server.client.get<FlowVersion[]>(`/api/v1/flows/${id}/versions`)).body[0];
    const before = await snapshot(server);
    const [was, flows] = [await others(), await Promise.all([giver, reader, other].map(running))];
    const { status, body } = await split(tag, [part('爱甜', '甜')]);
    expect([status, body.error]).toEqual([200, undefined]);
    const { key } = body.into[0];
    expect(await others()).toEqual(was);
    expect((await running(giver)).flow.nodes.at(-1)?.data).toEqual({ action: 'addTag', tag: key, membership: 'while' });
    const asked = (await running(reader)).flow.nodes;
    expect(asked.find(({ id }) => id === 'c')?.data).toEqual({ gate: 'any' });
    expect(asked.flatMap(({ kind, data }) => (kind === 'condition' ? [data] : []))).toEqual([
      { fact: `tag.${tag.key}`, operator: 'containsAny', value: ['咸'] },
      { fact: `tag.${key}`, operator: 'equal', value: true },
    ]);
    expect((await running(other)).flow.audience).toEqual({ include: [tag.key, key] });
    // asked again, they say the same
    for (const id of ids) await server.client.patch(`/api/v1/customers/${id}`, { profile: { city: '苏州' } });
    expect(await others()).toEqual(was);
    expect((await undo(body.id)).status).toBe(200);
    expect(await snapshot(server)).toEqual(before);
    expect((await Promise.all([giver, reader, other].map(running))).map(({ flow }) => flow)).toEqual(
      flows.map(({ flow }) => flow),
    );
  });

  it('cannot be undone when somebody uses a new tag by then', async () => {
    const { tags } = await makeLibrary(server, 'begun');
    const { body } = await split(tags[6], [part('新口味', '甜')]);
    await server.database.query(`INSERT INTO flows (draft, updated_by) VALUES ($1, 'test')`, [
      draftOf('新规则', body.into[0].key, body.into[0].key),
    ]);
    const before = await snapshot(server);
    expect(await undo(body.id)).toMatchObject({
      status: 409,
      body: { error: { code: 'undo_impossible', params: { why: 'new_tag_used' } } },
    });
    expect(await snapshot(server)).toEqual(before);
  });

  it('of a department’s tag makes tags of that department, which others do not see', async () => {
    const create = async (name: string) => (await server.client.post<Department>('/api/v1/departments', { name })).body;
    const [market, service] = [await create('市场部'), await create('客服部')];
    const { client } = await signedIn(server, 'designer', '市场设计', market.id);
    const { client: other } = await signedIn(server, 'designer', '客服设计', service.id);
    const fields = { name: { 'zh-CN': '口味偏好' }, category: 'value', kind: 'many_of', values: ['甜', '咸'] };
    const { body: tag } = await client.post<Tag>('/api/v1/tags', fields);
    const made = await split(tag, [part('市场之甜', '甜')]);
    expect(made.status).toBe(200);
    const id = made.body.into[0].id;
    expect((await tagsNow(client)).map((one) => one.id)).toContain(id);
    expect((await tagsNow(other)).map((one) => one.id)).not.toContain(id);
  });
});
