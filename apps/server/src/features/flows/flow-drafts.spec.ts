import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, Flow, FlowDetail, SaveDraftResponse, SimulateResponse } from '@tagloom/contracts';
import { localDay } from '@tagloom/rule-engine';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers, type Seed } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const city = { fact: 'profile.city', operator: 'equal', value: '上海' };

describe('drafts of flows', () => {
  let test: TestApp;
  let seed: Seed;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    seed = await seedCustomers(test.database.pool, 12, localDay({ now: new Date(), timeZone: 'Asia/Shanghai' }));
  });
  afterAll(() => test.close());

  const create = (flow: Flow) => test.client.post<FlowDetail>('/api/v1/flows', { flow });
  const save = <T = SaveDraftResponse>(id: string, flow: unknown, revision: number) =>
    test.client.put<T>(`/api/v1/flows/${id}/draft`, { flow, revision });

  it('saves an unfinished draft and lists what is missing', async () => {
    const { status, body } = await create(drawFlow('草稿', [{ fact: '', operator: '' }], [addTag('')]));
    expect([status, body.revision, body.draft.nodes[1].data]).toEqual([201, 1, { fact: '', operator: '' }]);
    const saved = await save(body.id, { ...body.draft, edges: [] }, 1);
    expect(saved).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(saved.body.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['incomplete', 'dangling_input']),
    );
  });

  it('lets one of two simultaneous edits win, and tells the other the current revision', async () => {
    const { id } = (await create(drawFlow('争抢', [city], [addTag('vip')]))).body;
    const edits = await Promise.all(
      ['甲', '乙', '丙'].map((name) => save<ErrorBody>(id, drawFlow(name, [city], [addTag('vip')]), 1)),
    );
    expect(edits.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = edits.find(({ status }) => status === 409);
    expect(refused?.body.error).toMatchObject({ code: 'revision_conflict', params: { revision: 2 } });
  });

  it('deletes a draft that never was published', async () => {
    const { id } = (await create(drawFlow('临时', [city], [addTag('vip')]))).body;
    expect((await test.client.delete(`/api/v1/flows/${id}`)).status).toBe(204);
    const gone = await test.client.get<ErrorBody>(`/api/v1/flows/${id}`);
    expect(gone).toMatchObject({ status: 404, body: { error: { code: 'flow_not_found' } } });
  });

  it('imports rules of json-rules-engine as a draft', async () => {
    const rules = [
      {
        conditions: {
          any: [
            { fact: 'profile.city', operator: 'equal', value: '上海' },
            { fact: 'mood', operator: 'equal', value: 1 },
          ],
        },
        event: { type: 'celebrate', params: { cake: true } },
      },
    ];
    const { status, body } = await test.client.post<FlowDetail>('/api/v1/flows/import', {
      format: 'json-rules-engine',
      rules,
      name: '来自外部',
    });
    expect([status, body.draft.name, body.status]).toEqual([201, '来自外部', 'draft']);
    expect(body.draft.nodes.map(({ data }) => data)).toEqual(
      expect.arrayContaining([{ action: 'emit', type: 'celebrate', params: { cake: true } }]),
    );
    expect((await test.client.get<FlowDetail>(`/api/v1/flows/${body.id}`)).body.draft).toEqual(body.draft);
  });

  it.each([[[{ conditions: { all: 3 }, event: { type: 'x' } }]], ['no rules'], [[{}]], [null]])(
    'refuses to import %j, with issues',
    async (rules) => {
      const refused = await test.client.post<ErrorBody>('/api/v1/flows/import', { format: 'json-rules-engine', rules });
      expect(refused).toMatchObject({ status: 422, body: { error: { code: 'import_refused' } } });
      expect(refused.body.error.issues?.length).toBeGreaterThan(0);
    },
  );

  it('simulates a draft on a customer, with single facts replaced', async () => {
    const { id } = seed.customers.find((customer) => customer.city !== '上海') as { id: string };
    const flow = drawFlow('模拟', [city], [addTag('vip')]);
    const simulate = (facts?: object) =>
      test.client.post<SimulateResponse>('/api/v1/flows/simulate', { flow, customerId: id, ...(facts && { facts }) });
    expect((await simulate()).body.explanation.nodes.a0).toMatch(/no|unknown/);
    const { body } = await simulate({ 'profile.city': '上海' });
    expect(body.facts['profile.city']).toBe('上海');
    expect(body.explanation.nodes).toMatchObject({ start: 'yes', c0: 'yes', gate: 'yes', a0: 'yes' });
  });

  it('refuses to simulate an invalid draft, naming the node', async () => {
    const flow = drawFlow('模拟', [{ ...city, operator: '' }], [addTag('vip')]);
    const refused = await test.client.post<ErrorBody>('/api/v1/flows/simulate', {
      flow,
      customerId: seed.customers[0].id,
    });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: 'flow_invalid', path: 'c0' } } });
  });
});
