import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChangesResponse, CustomerDetail, Tag, TagGroup, TimelineResponse, WhyResponse } from '@tagloom/contracts';
import { insertCustomer } from '../../src/testing/effect-orders.js';
import { openDesk, type SharingDesk } from '../../src/testing/sharing-desk.js';
import type { TestClient } from '../../src/testing/test-client.js';

const CANARY = 'Zq7rival';
const MINUTE = 60_000;

let desk: SharingDesk;
let seen: Tag;
let second: Tag;
let rival: Tag;
let customerId: string;

/** An exclusive group of three: two are lent to the service department, the first of all is not. */
beforeAll(async () => {
  desk = await openDesk();
  const group = { name: { 'zh-CN': '跟进阶段' }, category: 'value', exclusive: true };
  const { id: groupId } = (await desk.sales.post<TagGroup>('/api/v1/tag-groups', group)).body;
  const inGroup = { groupId, category: 'value' };
  rival = await desk.tag(desk.sales, { ...inGroup, name: { 'zh-CN': `${CANARY}风险` } });
  seen = await desk.tag(desk.sales, { ...inGroup, name: { 'zh-CN': '跟进中' } });
  second = await desk.tag(desk.sales, { ...inGroup, name: { 'zh-CN': '初次接触' } });
  for (const { id: tagId } of [seen, second])
    await desk.share(desk.sales, { tagId, departmentId: desk.departments.service });
  customerId = await insertCustomer(desk.server.database.pool, '王小姐');
  await give(second);
  await give(seen);
  await give(rival, `${CANARY}投诉过`);
}, 60_000);
afterAll(() => desk.close());

async function give({ key }: Tag, reason = '电话里说的'): Promise<void> {
  desk.clock.at = new Date(desk.clock.at.getTime() + MINUTE);
  const colleague = await desk.person('designer', 'sales');
  const { status, body } = await colleague.post(`/api/v1/customers/${customerId}/tags`, { tag: key, reason });
  if (status >= 300) throw new Error(JSON.stringify(body));
}

const history = async (client: TestClient) =>
  (await client.get<ChangesResponse>(`/api/v1/changes?customer=${customerId}`)).body.items;
const told = async (client: TestClient, of: Tag) =>
  (await history(client)).filter(({ tag }) => tag.id === of.id).map(({ kind, after }) => [kind, after.held]);
const detail = async (client: TestClient) =>
  (await client.get<CustomerDetail>(`/api/v1/customers/${customerId}`)).body.tags;

describe('a tag that a hidden tag of its exclusive group beats', () => {
  it('is told with what beats it to the department that sees both', async () => {
    expect(await told(desk.sales, seen)).toEqual([
      ['beaten', false],
      ['asserted', true],
    ]);
    expect((await detail(desk.sales)).map(({ key, state }) => [key, state])).toEqual(
      expect.arrayContaining([
        [rival.key, 'held'],
        [seen.key, 'beaten'],
      ]),
    );
  });

  it('simply does not hold for the others, and neither does what it would beat by itself', async () => {
    expect(await detail(desk.service)).toEqual([]);
    for (const tag of [seen, second]) {
      const { body } = await desk.service.get<WhyResponse>(`/api/v1/customers/${customerId}/why?tag=${tag.key}`);
      expect(body.tag).toMatchObject({ state: 'absent', beatenBy: null, claims: [] });
    }
  });

  it('plainly ends in their history: not by whom, why or because of what', async () => {
    const [end] = (await history(desk.service)).filter(({ tag }) => tag.id === seen.id);
    expect(end).toMatchObject({
      ...{ kind: 'retracted', before: { held: true }, after: { held: false } },
      ...{ actor: { kind: 'flow', id: '', name: '' }, reason: null, flowId: null, eventId: null, evidence: null },
    });
    const timeline = await desk.service.get<TimelineResponse>(`/api/v1/customers/${customerId}/timeline`);
    const paths = [`/api/v1/changes/${end.id}/why`, `/api/v1/customers/${customerId}/why?tag=${seen.key}`];
    const answers = [timeline, ...(await Promise.all(paths.map((path) => desk.service.get(path))))];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain(CANARY);
      expect(JSON.stringify(body)).toContain('"retracted"');
    }
    expect(JSON.stringify(await history(desk.sales))).toContain(CANARY);
  });

  it('is told to give way where the reader sees to what', async () => {
    expect(await told(desk.service, second)).toEqual([
      ['beaten', false],
      ['asserted', true],
    ]);
  });

  it('plainly begins again when the hidden one ends', async () => {
    desk.clock.at = new Date(desk.clock.at.getTime() + MINUTE);
    const { status } = await desk.sales.delete(`/api/v1/customers/${customerId}/tags`, { tag: rival.key });
    expect(status).toBeLessThan(300);
    expect((await told(desk.service, seen))[0]).toEqual(['asserted', true]);
    expect((await told(desk.sales, seen))[0]).toEqual(['unbeaten', true]);
    expect((await detail(desk.service)).map(({ key, state }) => [key, state])).toEqual([
      [seen.key, 'held'],
      [second.key, 'beaten'],
    ]);
  });
});
