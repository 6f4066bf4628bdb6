import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SharingMatrix, Tag, TagGroup } from '@tagloom/contracts';
import type { TestClient } from '../../testing/test-client.js';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';

let desk: SharingDesk;
let lent: Tag;
let secret: Tag;
let common: Tag;
let grouped: Tag;
let shareId: string;
let groupShareId: string;
beforeAll(async () => {
  desk = await openDesk();
  const { body: group } = await desk.market.post<TagGroup>('/api/v1/tag-groups', {
    key: 'campaigns',
    name: { 'zh-CN': '活动' },
    category: 'behavior',
  });
  lent = await desk.tag(desk.market, { name: { 'zh-CN': '夜间活跃' } });
  secret = await desk.tag(desk.market);
  common = await desk.tag(desk.server.client);
  grouped = await desk.tag(desk.market, { groupId: group.id });
  await desk.tag(desk.market, { scope: 'personal' });
  const { service } = desk.departments;
  shareId = (await desk.share(desk.market, { tagId: lent.id, departmentId: service, level: 'use' })).id;
  groupShareId = (await desk.share(desk.market, { groupId: group.id, departmentId: service, level: 'masked' })).id;
}, 60_000);
afterAll(() => desk.close());

const matrix = async (client: TestClient) => (await client.get<SharingMatrix>('/api/v1/sharing')).body;
const rowOf = async (client: TestClient, { id }: Tag) => (await matrix(client)).tags.find((row) => row.id === id);
const cellOf = async (client: TestClient, tag: Tag, department: keyof SharingDesk['departments']) =>
  (await rowOf(client, tag))?.cells.find(({ departmentId }) => departmentId === desk.departments[department]);

describe('the matrix', () => {
  it('shows the owner what every department may do with its tags, and why', async () => {
    expect(await rowOf(desk.market, lent)).toMatchObject({
      scope: 'department',
      ownerDepartmentId: desk.departments.market,
      editable: true,
    });
    expect(await cellOf(desk.market, lent, 'market')).toMatchObject({ level: 'edit', from: 'owner', shareId: null });
    expect(await cellOf(desk.market, lent, 'service')).toMatchObject({ level: 'use', from: 'share', shareId });
    expect(await cellOf(desk.market, lent, 'night')).toMatchObject({ level: 'use', from: 'share', shareId });
    expect(await cellOf(desk.market, lent, 'sales')).toMatchObject({ level: 'hidden', from: 'default', shareId: null });
    expect(await cellOf(desk.market, grouped, 'service')).toMatchObject({
      level: 'masked',
      from: 'group',
      shareId: groupShareId,
    });
    expect(await cellOf(desk.market, common, 'market')).toMatchObject({ level: 'assign', from: 'default' });
  });

  it('shows a department of what others own its own cell alone, and nothing of what is hidden', async () => {
    const { tags } = await matrix(desk.service);
    expect(tags.map(({ id }) => id).sort()).toEqual([lent.id, common.id, grouped.id].sort());
    for (const { cells, editable } of tags) {
      expect(cells.map(({ departmentId }) => departmentId)).toEqual([desk.departments.service]);
      expect(editable).toBe(false);
    }
    // nor to the departments below one that was lent something does it say who else was
    expect((await rowOf(desk.night, lent))?.cells).toMatchObject([
      { departmentId: desk.departments.night, level: 'use' },
    ]);
    expect(await rowOf(desk.sales, lent)).toBeUndefined();
  });

  it('shows the whole organisation every tag but those of persons', async () => {
    const { tags, departments } = await matrix(desk.server.client);
    expect(tags.map(({ id }) => id).sort()).toEqual([lent.id, secret.id, common.id, grouped.id].sort());
    expect(departments.find(({ id }) => id === desk.departments.night)).toEqual({
      id: desk.departments.night,
      name: '夜间服务组',
      parentId: desk.departments.service,
    });
    for (const { cells, editable } of tags) {
      expect(cells).toHaveLength(departments.length);
      expect(editable).toBe(true);
    }
  });

  it('does not make a lender of whoever was lent the definition', async () => {
    const tag = await desk.tag(desk.market);
    await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.sales, level: 'edit' });
    expect(await rowOf(desk.sales, tag)).toMatchObject({
      editable: false,
      cells: [{ departmentId: desk.departments.sales, level: 'edit', from: 'share' }],
    });
  });

  it('offers to change nothing to those whose role does not lend', async () => {
    for (const [role, department] of [
      ['agent', 'market'],
      ['compliance', undefined],
    ] as const) {
      const row = await rowOf(await desk.person(role, department), lent);
      expect(row?.editable).toBe(false);
      expect(row?.cells).toHaveLength(4);
    }
    expect((await (await desk.person('viewer', 'market')).get('/api/v1/sharing')).status).toBe(403);
  });

  it('is searched by name, pinyin and initials', async () => {
    const row = await rowOf(desk.market, lent);
    for (const typed of ['夜间', 'yejian', 'yjhy']) expect(row?.search).toContain(typed);
  });
});
