import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FlowDetail, FlowHealth, Tag } from '@tagloom/contracts';
import { FlowStats } from '../../src/features/evaluation/flow-stats.js';
import { addTag, drawFlow } from '../../src/testing/draw-flow.js';
import { insertCustomer } from '../../src/testing/effect-orders.js';
import { openDesk, type SharingDesk } from '../../src/testing/sharing-desk.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { waitFor } from '../../src/testing/wait-for.js';

const HOUR = 3_600_000;

let desk: SharingDesk;
let hidden: Tag;
let read: Tag;
let given: Tag;
let flowId: string;
let customerId: string;

/** A rule of the market department, and a tag that the sales department keeps to itself. */
beforeAll(async () => {
  desk = await openDesk();
  hidden = await desk.tag(desk.sales);
  read = await desk.tag(desk.market);
  given = await desk.tag(desk.market);
  await desk.market.get('/api/v1/tags');
  const flow = drawFlow('常客', [{ fact: `tag.${read.key}`, operator: 'equal', value: true }], [addTag(given.key)]);
  const made = await desk.market.post<FlowDetail>('/api/v1/flows', { flow });
  flowId = made.body.id;
  const published = await desk.market.post(`/api/v1/flows/${flowId}/publish`, { apply: 'everyone', revision: 1 });
  expect(published.status).toBe(200);
  customerId = await insertCustomer(desk.server.database.pool, '王小姐');
}, 60_000);
afterAll(() => desk.close());

const counters = async () => {
  await desk.server.app.get(FlowStats, { strict: false }).flush();
  const { days } = (await desk.market.get<FlowHealth>(`/api/v1/flows/${flowId}/health`)).body;
  return days.map(({ asked, fired, unchanged }) => ({ asked, fired, unchanged }));
};
const give = (by: TestClient, { key }: Tag, expiresAt?: Date) =>
  by.post(`/api/v1/customers/${customerId}/tags`, { tag: key, ...(expiresAt && { expiresAt }) });
const take = (by: TestClient, { key }: Tag) => by.delete(`/api/v1/customers/${customerId}/tags`, { tag: key });

describe('the counters of a rule', () => {
  it('count the edits of what it reads and of what it gives', async () => {
    const before = await counters();
    expect((await give(desk.market, read)).status).toBeLessThan(300);
    const after = await counters();
    expect(after).not.toEqual(before);
    expect((await take(desk.market, given)).status).toBeLessThan(300);
    expect(await counters()).not.toEqual(after);
  });

  it('stay as they are when a tag is edited that its department may not know of', async () => {
    const before = await counters();
    for (const edit of [give, take, give]) expect((await edit(desk.sales, hidden)).status).toBeLessThan(300);
    expect(await counters()).toEqual(before);
  });

  it('stay as they are when the time of such a tag is over', async () => {
    await take(desk.sales, hidden);
    const end = new Date(desk.clock.now().getTime() + HOUR);
    expect((await give(desk.sales, hidden, end)).status).toBeLessThan(300);
    const before = await counters();
    desk.clock.at = new Date(end.getTime() + 1);
    await waitFor(
      async () =>
        (
          await desk.server.database.query('SELECT FROM claims WHERE tag_id = $1 AND stance = $2', [
            hidden.id,
            'assert',
          ])
        ).rowCount,
      (claims) => claims === 0,
    );
    expect(await counters()).toEqual(before);
  });
});
