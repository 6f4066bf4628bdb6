import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Department, ErrorBody, Tag, TagBin, TagGroup, Taxonomy } from '@tagloom/contracts';
import fc from 'fast-check';
import { Clock } from '../../platform/clock/clock.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { BinUpkeep } from './bin-upkeep.js';
import { AT, arbitraryCustomers, draftOf, makeLibrary, seedCustomers, snapshot } from '../../testing/library-world.js';

const DAY = 86_400_000;
const clock = { offset: 0, now: () => new Date(AT + clock.offset) };
let server: TestApp;
let market: Department;
let service: Department;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: true }, clock: clock as Clock });
  const create = async (name: string) => (await server.client.post<Department>('/api/v1/departments', { name })).body;
  [market, service] = [await create('市场部'), await create('客服部')];
});
afterAll(() => server.close());

const bin = async (client = server.client) => (await client.get<TagBin>('/api/v1/tags/bin')).body.items;
const remove = (id: string, client = server.client) => client.delete<ErrorBody>(`/api/v1/tags/${id}`);
const restore = (id: string, client = server.client) => client.post<ErrorBody>(`/api/v1/tags/${id}/restore`);
const keys = async () => (await server.client.get<Taxonomy>('/api/v1/tags')).body.tags.map(({ key }) => key);

describe('a deleted tag', () => {
  it('and a restored one leave claims, effective tags and definitions exactly as they were, for 40 generated libraries', async () => {
    const worlds = fc.sample(fc.record({ customers: arbitraryCustomers(8), at: fc.nat(7), whole: fc.boolean() }), {
      numRuns: 40,
      seed: 36,
    });
    let claims = 0;
    for (const [index, { customers, at, whole }] of worlds.entries()) {
      const { group, tags } = await makeLibrary(server, `p${index}`);
      await seedCustomers(server, tags, customers);
      const before = await snapshot(server);
      const ids = whole ? tags.slice(0, 3).map(({ id }) => Number(id)) : [Number(tags[at].id)];
      claims += (await claimsOf(ids)).length;
      const gone = whole
        ? await server.client.delete(`/api/v1/tag-groups/${group.id}?confirm=3`)
        : await remove(tags[at].id);
      expect(gone.status).toBe(204);
      expect(await claimsOf(ids)).toEqual([]);
      expect(await holdersOf(ids)).toEqual([]);
      const back = whole
        ? await server.client.post(`/api/v1/tag-groups/${group.id}/restore`)
        : await restore(tags[at].id);
      expect(back.status).toBe(204);
      expect(await snapshot(server)).toEqual(before);
    }
    expect(claims).toBeGreaterThan(200);
  }, 240_000);

  it('leaves history that tells who deleted and who restored it, and goes on naming it', async () => {
    const { tags } = await makeLibrary(server, 'history');
    const [customer] = await seedCustomers(server, tags, [[CLAIM]]);
    const kinds = async () =>
      (
        await server.database.query<{ kind: string; held: string; reason: string }>(
          `SELECT kind, held_before || '→' || held_after AS held, reason FROM changes WHERE customer_id = $1 ORDER BY seq OFFSET 1`,
          [customer],
        )
      ).rows;
    await remove(tags[3].id);
    expect(await kinds()).toEqual([{ kind: 'retracted', held: 'true→false', reason: '标签被删除' }]);
    const named = `SELECT name ->> 'zh-CN' AS name FROM known_tags WHERE id = $1`;
    expect((await server.database.query(named, [tags[3].id])).rows).toEqual([{ name: '标签history之丁' }]);
    await restore(tags[3].id);
    expect((await kinds())[1]).toMatchObject({ kind: 'asserted', held: 'false→true' });
    const { rows: versions } = await server.database.query(
      'SELECT kind FROM tag_versions WHERE tag_id = $1 ORDER BY id',
      [tags[3].id],
    );
    expect(versions.map(({ kind }) => kind)).toEqual(['created', 'deleted', 'restored']);
    // once, though it was deleted before: and so again after the next time
    expect((await server.database.query(named, [tags[3].id])).rows).toHaveLength(1);
    expect((await remove(tags[3].id)).status).toBe(204);
    expect((await server.database.query(named, [tags[3].id])).rows).toHaveLength(1);
    expect((await restore(tags[3].id)).status).toBe(204);
  });

  it('lies in the bin with its numbers until it is restored', async () => {
    const { tags } = await makeLibrary(server, 'listed');
    await remove(tags[4].id);
    expect((await bin())[0]).toMatchObject({
      kind: 'tag',
      id: tags[4].id,
      key: 't_listed_4',
      customers: 0,
      purgeAt: new Date(AT + 30 * DAY).toISOString(),
    });
    expect(await keys()).not.toContain('t_listed_4');
    await restore(tags[4].id);
    expect((await bin()).map(({ id }) => id)).not.toContain(tags[4].id);
    expect(await restore(tags[4].id)).toMatchObject({ status: 404, body: { error: { code: 'tag_not_found' } } });
  });

  it('cannot come back while another one has its key, and nothing changes', async () => {
    const { tags } = await makeLibrary(server, 'taken');
    await remove(tags[4].id);
    const { body: other } = await server.client.post<Tag>('/api/v1/tags', {
      key: 't_taken_4',
      name: { 'zh-CN': '后来居上' },
      category: 'value',
    });
    const before = await snapshot(server);
    expect(await restore(tags[4].id)).toMatchObject({
      status: 409,
      body: { error: { code: 'undo_impossible', params: { why: 'key_taken', key: 't_taken_4' } } },
    });
    expect(await snapshot(server)).toEqual(before);
    await remove(other.id);
    expect((await restore(tags[4].id)).status).toBe(204);
  });

  it('is followed by what an evaluation under way still gave to it, and brings that back too', async () => {
    const { tags } = await makeLibrary(server, 'late');
    const [customer] = await seedCustomers(server, tags, [[]]);
    await remove(tags[3].id);
    await server.database.query(
      `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, stance, since) VALUES ($1, $2, 'person', '1', 'x', 'assert', $3)`,
      [customer, tags[3].id, new Date(AT)],
    );
    await server.database.query('UPDATE customers SET tags = ARRAY[$2::int] WHERE id = $1', [customer, tags[3].id]);
    await server.app.get(BinUpkeep).look();
    expect(await claimsOf([Number(tags[3].id)])).toEqual([]);
    expect(await holdersOf([Number(tags[3].id)])).toEqual([]);
    expect((await restore(tags[3].id)).status).toBe(204);
    expect(await holdersOf([Number(tags[3].id)])).toEqual([{ id: customer }]);
  });

  it('is gone for good after thirty days, and not before', async () => {
    const { tags } = await makeLibrary(server, 'purged');
    await seedCustomers(server, tags, [[CLAIM]]);
    await remove(tags[3].id);
    const left = async () =>
      (await server.database.query<{ n: number }>('SELECT count(*)::int AS n FROM tag_operation_claims')).rows[0].n;
    clock.offset = 30 * DAY - 1;
    await server.app.get(BinUpkeep).look();
    expect(await left()).toBe(1);
    clock.offset = 30 * DAY;
    expect((await restore(tags[3].id)).status).toBe(404);
    await server.app.get(BinUpkeep).look();
    expect(await left()).toBe(0);
    clock.offset = 0;
    expect((await restore(tags[3].id)).status).toBe(404);
  });
});

describe('a tag that is in use', () => {
  it('is not deleted while a flow names it, and the flow is told to those who may know of it', async () => {
    const { tags } = await makeLibrary(server, 'used');
    await draft(draftOf('草稿流程', tags[3].key, tags[4].key), null);
    const before = await snapshot(server);
    for (const tag of [tags[3], tags[4]])
      expect(await remove(tag.id)).toMatchObject({
        status: 409,
        body: { error: { code: 'tag_in_use', params: { flows: ['草稿流程'], elsewhere: false } } },
      });
    expect(await snapshot(server)).toEqual(before);
  });

  it('says «in use elsewhere» of flows that the caller may not know, without a name or a number', async () => {
    const { client } = await signedIn(server, 'designer', '市场设计', market.id);
    const { body: tag } = await client.post<Tag>('/api/v1/tags', { name: { 'zh-CN': '市场自用' }, category: 'value' });
    for (const name of ['客服秘密一', '客服秘密二']) await draft(draftOf(name, tag.key, tag.key), service.id);
    const { status, body } = await remove(tag.id, client);
    expect({ status, ...body.error.params }).toEqual({ status: 409, flows: [], elsewhere: true });
    expect(JSON.stringify(body)).not.toMatch(/秘密|2/);
  });

  it('goes when an earlier version of a flow set it, and what the flow held comes back with it', async () => {
    const { tags } = await makeLibrary(server, 'slots');
    const flow = await draft(draftOf('旧版本', 't_slots_5', 't_slots_5'), null);
    await server.database.query(
      `INSERT INTO claim_slots (flow_id, kind, tag_id, stance) VALUES ($1, 'claim', $2, 'assert')`,
      [flow, tags[3].id],
    );
    const before = await snapshot(server);
    expect((await remove(tags[3].id)).status).toBe(204);
    expect((await restore(tags[3].id)).status).toBe(204);
    expect(await snapshot(server)).toEqual(before);
    await remove(tags[3].id);
    await server.database.query('DELETE FROM flows WHERE id = $1', [flow]);
    // its slot has no flow any more, which keeps nothing else from coming back
    expect((await restore(tags[3].id)).status).toBe(204);
  });
});

describe('a whole group', () => {
  it('is deleted only by who names the number of its tags, those in groups below it too', async () => {
    const { group, tags } = await makeLibrary(server, 'whole');
    const { rows } = await server.database.query<{ id: number }>(
      `INSERT INTO tag_groups (key, name, category, parent_id) VALUES ('below', '{"zh-CN": "下级"}', 'value', $1) RETURNING id`,
      [group.id],
    );
    await server.client.post('/api/v1/tags', {
      key: 't_below',
      name: { 'zh-CN': '下级标签' },
      category: 'value',
      groupId: String(rows[0].id),
    });
    const before = await snapshot(server);
    for (const query of ['', '?confirm=3', '?confirm=5'])
      expect(await server.client.delete(`/api/v1/tag-groups/${group.id}${query}`)).toMatchObject({
        status: 409,
        body: { error: { code: 'confirm_required', params: { tags: 4 } } },
      });
    expect(await snapshot(server)).toEqual(before);
    expect((await server.client.delete(`/api/v1/tag-groups/${group.id}?confirm=4`)).status).toBe(204);
    expect(await keys()).not.toContain('t_below');
    expect((await bin())[0]).toMatchObject({ kind: 'group', id: group.id, tags: { length: 4 } });
    // its tags have no way back without it
    expect((await restore(tags[0].id)).status).toBe(404);
    expect((await server.client.post(`/api/v1/tag-groups/${group.id}/restore`)).status).toBe(204);
    expect(await snapshot(server)).toEqual(before);
  });

  it('lets go of what others have in it, of which its owner learns nothing, and has it back with the group', async () => {
    const { client } = await signedIn(server, 'designer', '市场设计', market.id);
    const { body: group } = await client.post<TagGroup>('/api/v1/tag-groups', {
      key: 'shared_group',
      name: { 'zh-CN': '混合组' },
      category: 'value',
    });
    const { rows } = await server.database.query<{ id: number }>(
      `INSERT INTO tags (key, name, kind, category, search, scope, owner_department_id, group_id)
       VALUES ('canary_hidden', '{"zh-CN": "金丝雀"}', 'flag', 'value', '', 'department', $1, $2) RETURNING id`,
      [service.id, group.id],
    );
    const before = await snapshot(server);
    const groupOf = async () =>
      (await server.database.query('SELECT group_id FROM tags WHERE id = $1', [rows[0].id])).rows[0].group_id;
    expect((await client.delete(`/api/v1/tag-groups/${group.id}`)).status).toBe(204);
    expect(await groupOf()).toBeNull();
    expect(JSON.stringify(await bin(client))).not.toMatch(/金丝雀|canary/);
    expect((await client.post(`/api/v1/tag-groups/${group.id}/restore`)).status).toBe(204);
    expect(await groupOf()).toBe(Number(group.id));
    expect(await snapshot(server)).toEqual(before);
  });

  it('stays when it holds a tag that its owner sees and may not delete, or belongs to somebody else', async () => {
    const { client } = await signedIn(server, 'designer', '市场设计', market.id);
    const { body: group } = await client.post<TagGroup>('/api/v1/tag-groups', {
      key: 'lent_group',
      name: { 'zh-CN': '借来的' },
      category: 'value',
    });
    await server.database.query(
      `INSERT INTO tags (key, name, kind, category, search, scope, group_id) VALUES ('of_all', '{"zh-CN": "公用"}', 'flag', 'value', '', 'enterprise', $1)`,
      [group.id],
    );
    const { group: foreign } = await makeLibrary(server, 'foreign');
    const before = await snapshot(server);
    expect(await client.delete(`/api/v1/tag-groups/${group.id}?confirm=1`)).toMatchObject({
      status: 403,
      body: { error: { code: 'level_too_low' } },
    });
    expect(await client.delete(`/api/v1/tag-groups/${foreign.id}?confirm=3`)).toMatchObject({
      status: 403,
      body: { error: { code: 'not_owner' } },
    });
    expect(await snapshot(server)).toEqual(before);
  });
});

const CLAIM = {
  tag: 3,
  source: 'person',
  sourceId: '1',
  stance: 'assert',
  value: 0,
  priority: 0,
  daysAgo: 3,
  expires: false,
} as const;

const claimsOf = async (ids: readonly number[]) =>
  (await server.database.query('SELECT tag_id FROM claims WHERE tag_id = ANY ($1)', [ids])).rows;
const holdersOf = async (ids: readonly number[]) =>
  (await server.database.query('SELECT id FROM customers WHERE tags && $1', [ids])).rows;

async function draft(flow: object, departmentId: string | null): Promise<number> {
  const { rows } = await server.database.query<{ id: number }>(
    `INSERT INTO flows (draft, updated_by, department_id) VALUES ($1, 'test', $2) RETURNING id`,
    [flow, departmentId],
  );
  return rows[0].id;
}
