import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ChangesResponse,
  ChangeWhy,
  DeliveriesResponse,
  ErrorBody,
  FlowDetail,
  SimulateResponse,
} from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { byPhone, NAME, openFieldDesk, PHONE, refusal, SEARCH, type FieldDesk } from '../../testing/field-desk.js';
import type { TestClient } from '../../testing/test-client.js';
import { waitFor } from '../../testing/wait-for.js';

let desk: FieldDesk;
beforeAll(async () => {
  desk = await openFieldDesk();
}, 60_000);
afterAll(() => desk.close());

describe('a masked field', () => {
  it('is in no answer of an agent, a designer or a viewer, and in many of an administrator', async () => {
    for (const client of [desk.agent, desk.designer, desk.viewer]) expect(await desk.saying(client, PHONE)).toEqual([]);
    expect(await desk.saying(desk.admin, PHONE)).toEqual(
      expect.arrayContaining([
        SEARCH,
        '/api/v1/customers/{id}',
        '/api/v1/customers/{id}/explain',
        '/api/v1/customers/{id}/timeline',
        '/api/v1/customers/{id}/why',
        '/api/v1/changes',
        '/api/v1/changes/{id}/why',
        '/api/v1/suggestions',
      ]),
    );
    expect(await desk.saying(desk.compliance, PHONE)).toContain(SEARCH);
  });

  it('is shown masked, with its level, and leaves the other fields alone', async () => {
    expect(await desk.detail(desk.agent)).toMatchObject({
      profile: { name: NAME, phone: '138****9527', city: '上海', birthday: '1990-05-17' },
      fields: { phone: { level: 'masked' } },
      identities: [{ channel: 'phone', externalId: '138****9527' }],
    });
    expect((await desk.detail(desk.admin)).fields).toBeUndefined();
    expect((await desk.found(desk.agent)).body.items[0]).toMatchObject({ profile: { phone: '138****9527' } });
  });

  it('is not searched for, compared with, counted, simulated or sorted by, but may be asked whether it is there', async () => {
    const phone = { fact: 'profile.phone', operator: 'textStartsWith', value: '138' };
    const asked = [
      phone,
      { not: phone },
      { any: [{ all: [phone] }] },
      { atLeast: { k: 1, of: [phone] } },
      { score: { threshold: 50, of: [{ weight: 1, condition: phone }] } },
      { fact: 'profile.name', operator: 'equal', value: { fact: 'profile.phone' } },
    ];
    for (const condition of asked) {
      expect(await desk.found(desk.agent, { condition })).toMatchObject(refusal);
      expect(await desk.agent.post('/api/v1/flows/count', { condition })).toMatchObject(refusal);
      expect((await desk.found(desk.admin, { condition })).status).toBe(200);
    }
    expect(await desk.found(desk.agent, { sort: { by: 'profile.phone', direction: 'asc' } })).toMatchObject(refusal);
    expect((await desk.found(desk.admin, { sort: { by: 'profile.phone', direction: 'asc' } })).status).toBe(200);
    expect(await desk.designer.post('/api/v1/flows/count', { flow: byPhone })).toMatchObject(refusal);
    expect(await desk.simulate(desk.designer)).toMatchObject(refusal);
    expect((await desk.simulate(desk.admin)).body.facts['profile.phone']).toBe(PHONE);
    const tried = { flow: byPhone, customerId: desk.customerId, facts: { 'profile.phone': '15000000000' } };
    expect((await desk.designer.post('/api/v1/flows/simulate', tried)).status).toBe(200);
    const isThere = { condition: { fact: 'profile.phone', operator: 'isKnown' } };
    expect((await desk.found(desk.agent, isThere)).body.total).toBe(1);
    const byCity = drawFlow('上海', [{ fact: 'profile.city', operator: 'equal', value: '上海' }], [addTag('local')]);
    expect((await desk.simulate(desk.designer, byCity)).body.facts).toMatchObject({ 'profile.phone': '138****9527' });
  });

  it('is no secret to rules: the flow that reads it has given its tag', async () => {
    expect((await desk.detail(desk.agent)).tags).toMatchObject([{ key: 'local', state: 'held' }]);
  });

  it('is not told by what came of comparing it either, when it was decided or now', async () => {
    const leaves = async (client: TestClient) => {
      const { evidence } = (await client.get<ChangesResponse>('/api/v1/changes')).body.items[0];
      if (evidence?.trace.kind !== 'all') throw new Error('the rule asks two things');
      const { verdict, children } = evidence.trace;
      return [evidence.verdict, verdict, ...children.map((child) => child.verdict)];
    };
    expect(await leaves(desk.admin)).toEqual(['yes', 'yes', 'yes', 'yes']);
    for (const client of [desk.agent, desk.designer, desk.viewer])
      expect(await leaves(client)).toEqual(['yes', 'unknown', 'unknown', 'yes']);
    const [{ id }] = (await desk.agent.get<ChangesResponse>('/api/v1/changes')).body.items;
    const why = (await desk.agent.get<ChangeWhy>(`/api/v1/changes/${id}/why`)).body;
    expect(JSON.stringify(why.conditions)).toContain('"unknown"');
    const now = `/api/v1/customers/${desk.customerId}/explain?flow=${desk.flowId}`;
    expect(await desk.designer.get<ErrorBody>(now)).toMatchObject(refusal);
    expect((await desk.admin.get(now)).status).toBe(200);
  });

  it('is answered as it was given by whoever tries another value', async () => {
    const tried = { flow: byPhone, customerId: desk.customerId, facts: { 'profile.phone': '15000000000' } };
    const { explanation } = (await desk.designer.post<SimulateResponse>('/api/v1/flows/simulate', tried)).body;
    expect(explanation.actions[0].verdict).toBe('no');
    expect(explanation.actions[0].trace).toMatchObject({
      children: [{ fact: 'profile.phone', actual: '15000000000', verdict: 'no' }, { verdict: 'yes' }],
    });
  });
});

describe('a field that a rule sets', () => {
  it('is masked in the receipt too, what it was and what it is', async () => {
    const condition = { fact: 'profile.city', operator: 'equal', value: '北京' };
    const flow = drawFlow(
      '改号',
      [condition],
      [{ action: 'setField', field: 'phone', value: '13600136111', membership: 'every' }],
    );
    const { id, revision } = (await desk.admin.post<FlowDetail>('/api/v1/flows', { flow })).body;
    await desk.admin.post(`/api/v1/flows/${id}/publish`, { apply: 'everyone', revision });
    const fields = { phone: '13700137999', city: '北京' };
    await desk.admin.post('/api/v1/customers/profiles', {
      profiles: [{ customer: { channel: 'shop', externalId: 'b' }, fields }],
    });
    const path = `/api/v1/deliveries?flowId=${id}`;
    const list = async (client: TestClient) => (await client.get<DeliveriesResponse>(path)).body.items;
    await waitFor(
      () => list(desk.admin),
      ({ length }) => length === 1,
    );
    expect((await list(desk.admin))[0].receipt).toEqual({ before: '13700137999', after: '13600136111' });
    expect((await list(desk.designer))[0].receipt).toEqual({ before: '137****7999', after: '136****6111' });
  });
});
