import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionData, ErrorBody, FlowDetail, PublishResponse, Run, StopFlowResponse } from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { waitFor } from '../../testing/wait-for.js';

const CUSTOMERS = 20;
/** More than are forgotten at a time. */
const MANY = 5_001;
const known = { fact: 'profile.city', operator: 'isKnown' };
const once: ActionData = { action: 'setField', field: 'occupation', value: '客户', membership: 'once' };

describe('a flow that is deleted', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
    const { pool } = test.database;
    await test.client.put('/api/v1/settings/guard', { share: 100, minCustomers: 0 });
    await seedCustomers(pool, CUSTOMERS, 20_000);
    await pool.query("UPDATE customers SET tags = '{}', p_city = '上海'");
  });
  afterAll(() => test.close());

  const ended = (run: Run | null) =>
    waitFor(
      async () => (await test.client.get<Run>(`/api/v1/runs/${run?.id}`)).body,
      ({ finishedAt }) => finishedAt !== null,
    );
  const publish = async (name: string, actions: ActionData[]) => {
    const flow = drawFlow(name, [known], actions);
    const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body;
    const path = `/api/v1/flows/${id}/publish`;
    const { body } = await test.client.post<PublishResponse>(path, { apply: 'everyone', revision: 1 });
    expect((await ended(body.run)).status).toBe('done');
    return id;
  };
  const held = async () => {
    const { rows } = await test.database.pool.query<{ slot: number; customers: number }>(
      'SELECT abs(entry) AS slot, count(*)::int AS customers FROM customers, unnest(held) AS entry GROUP BY 1 ORDER BY 1',
    );
    return rows;
  };
  const slotsOf = async (id: string) =>
    (await test.database.pool.query<{ id: number }>('SELECT id FROM claim_slots WHERE flow_id = $1', [id])).rows;

  it('leaves no note of what happened to customers once, and those of other flows stay', async () => {
    const id = await publish('要删的', [addTag('vip'), once]);
    const other = await publish('留下的', [addTag('potential')]);
    const [own, theirs] = [await slotsOf(id), await slotsOf(other)];
    expect([own.length, theirs.length]).toEqual([2, 1]);
    expect((await held()).map(({ customers }) => customers)).toEqual([CUSTOMERS, CUSTOMERS, CUSTOMERS]);
    expect((await test.client.delete<ErrorBody>(`/api/v1/flows/${id}`)).body.error.code).toBe('conflict');
    const { run } = (await test.client.post<StopFlowResponse>(`/api/v1/flows/${id}/stop`, {})).body;
    expect((await ended(run)).status).toBe('done');
    const [effect] = (await held()).filter(({ slot }) => slot !== theirs[0].id);
    await test.database.pool.query('INSERT INTO customers (held) SELECT $1 FROM generate_series(1, $2::int)', [
      [-effect.slot, theirs[0].id],
      MANY,
    ]);
    expect((await test.client.delete(`/api/v1/flows/${id}`)).status).toBeLessThan(300);
    expect(await held()).toEqual([{ slot: theirs[0].id, customers: CUSTOMERS + MANY }]);
  });
});
