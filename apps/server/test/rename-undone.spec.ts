import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Catalog, FlowDetail, Tag, TagVersion } from '@tagloom/contracts';
import { addTag, drawFlow } from '../src/testing/draw-flow.js';
import { insertCustomer } from '../src/testing/effect-orders.js';
import { openDesk, type SharingDesk } from '../src/testing/sharing-desk.js';
import { fingerprintOf } from './support/fingerprint.js';

const OLD = { 'zh-CN': '参加618活动', en: 'Joined 618' };
const NEW = { 'zh-CN': '参加年中大促', en: 'Joined mid-year sale' };
/** Whatever refers to a tag. */
const TABLES = ['claims', 'changes', 'flows', 'flow_versions', 'claim_slots', 'shares', 'tag_groups'];

let desk: SharingDesk;
let tag: Tag;
beforeAll(async () => {
  desk = await openDesk();
  tag = await desk.tag(desk.market, { name: OLD });
  const other = await desk.tag(desk.market);
  await desk.market.get('/api/v1/tags');
  const flow = drawFlow('大促', [{ fact: `tag.${tag.key}`, operator: 'equal', value: true }], [addTag(other.key)]);
  const { id, revision } = (await desk.market.post<FlowDetail>('/api/v1/flows', { flow })).body;
  expect((await desk.market.post(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision })).status).toBe(200);
  await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.service, level: 'use' });
  const customer = await insertCustomer(desk.server.database.pool, '王小姐');
  expect((await desk.market.post(`/api/v1/customers/${customer}/tags`, { tag: tag.key })).status).toBeLessThan(300);
}, 60_000);
afterAll(() => desk.close());

/** How many have it is counted now and then; their claims say it at once. */
const definition = async () => {
  const {
    revision: _revision,
    customers: _customers,
    ...rest
  } = (await desk.market.get<Tag>(`/api/v1/tags/${tag.id}`)).body;
  return rest;
};
const rename = (name: object) => desk.market.patch(`/api/v1/tags/${tag.id}`, { name });
const nameInLists = async (client = desk.service) =>
  (await client.get<Catalog>('/api/v1/catalog')).body.tags.find(({ key }) => key === tag.key)?.name;

describe('a tag that is renamed', () => {
  it('is said by its new name everywhere, changes nothing that refers to it, and is as it was with its old name', async () => {
    const before = [await fingerprintOf(desk.server.database, TABLES), await definition()];
    expect((await rename(NEW)).status).toBe(200);
    expect((await definition()).name).toEqual(NEW);
    expect(await nameInLists()).toEqual(NEW);
    expect(await fingerprintOf(desk.server.database, TABLES)).toEqual(before[0]);
    expect((await rename(OLD)).status).toBe(200);
    expect([await fingerprintOf(desk.server.database, TABLES), await definition()]).toEqual(before);
    const versions = (await desk.market.get<TagVersion[]>(`/api/v1/tags/${tag.id}/versions`)).body;
    expect(versions.map(({ revision }) => revision).sort()).toEqual([1, 2, 3]);
  });
});
