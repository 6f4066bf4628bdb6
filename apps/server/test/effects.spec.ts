import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionData, ErrorBody, FlowDetail, SimulateResponse } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { publish } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { People } from './support/people.js';

const clock = new MovingClock('2026-03-02T04:00:00Z');
const toAdmins = { kind: 'role', role: 'admin' } as const;
const notify = (message: string, membership: 'once' | 'every'): ActionData => ({
  action: 'notify',
  to: toAdmins,
  message,
  membership,
});
const amountOver = (value: number) => ({ fact: 'event.amount', operator: 'greaterThan', value });
const living = { fact: 'profile.city', operator: 'equal', value: '苏州' };

describe('effects of a rule', () => {
  let app: TestApp;
  let people: People;
  let flow: FlowDetail;
  beforeAll(async () => {
    app = await createTestApp({ clock });
    people = new People(app, clock);
    await people.does('someone', 'paid', { amount: 1 });
    const drawn = draw({
      name: 'Large order',
      on: ['paid'],
      if: [amountOver(100)],
      then: [notify('the first one', 'once'), notify('another one', 'every')],
    });
    flow = await publish(app, drawn, 'new_events');
  });
  afterAll(() => app.close());

  const messages = async (externalId: string) => {
    const { rows } = await app.database.pool.query<{ message: string }>(
      `SELECT action ->> 'message' AS message FROM deliveries d JOIN identities i ON i.customer_id = d.customer_id
       WHERE i.external_id = $1 ORDER BY d.id`,
      [externalId],
    );
    return rows.map(({ message }) => message);
  };

  it('happen one time, or with every event that meets it', async () => {
    await people.does('ann', 'paid', { amount: 200 });
    await people.does('ann', 'paid', { amount: 1 });
    await people.does('ann', 'paid', { amount: 300 });
    expect((await messages('ann')).sort()).toEqual(['another one', 'another one', 'the first one']);
  });

  it('happen once although the event is evaluated again', async () => {
    const before = await messages('ann');
    const { rows } = await app.database.pool.query<{ lane: number; cursor: string; held: number[]; id: string }>(
      `SELECT e.lane, e.seq - 1 AS cursor, c.held, c.id::text AS id FROM events e JOIN customers c ON c.id = e.customer_id
       JOIN identities i ON i.customer_id = c.id WHERE i.external_id = 'ann' ORDER BY e.seq DESC LIMIT 1`,
    );
    const [{ lane, cursor, id }] = rows;
    await app.database.pool.query("UPDATE customers SET held = '{}' WHERE id = $1", [id]);
    await app.database.pool.query('UPDATE lanes SET cursor = $2 WHERE lane = $1', [lane, cursor]);
    await people.drained();
    await people.drained();
    expect((await messages('ann')).filter((message) => message === 'another one')).toEqual(
      before.filter((message) => message === 'another one'),
    );
  });

  it('happen when the condition comes to hold, where no event is waited for', async () => {
    const drawn = draw({ name: 'Moved in', if: [living], then: [notify('hello', 'every')] });
    await publish(app, drawn, 'new_events');
    await people.has('ben', { city: '苏州' });
    await people.has('ben', { name: 'Ben' });
    expect(await messages('ben')).toEqual(['hello']);
    clock.pass(1);
    await people.has('ben', { city: '无锡' });
    clock.pass(1);
    await people.has('ben', { city: '苏州' });
    expect(await messages('ben')).toEqual(['hello', 'hello']);
  });

  it('are foretold by a simulation, which does nothing', async () => {
    const id = await people.id('ann');
    const before = await messages('ann');
    const simulate = async (amount: number, flowId?: string) => {
      const { body } = await app.client.post<SimulateResponse>('/api/v1/flows/simulate', {
        flow: flow.draft,
        customerId: id,
        facts: { 'event.amount': amount },
        ...(flowId && { flowId }),
      });
      return body.effects.map(({ outcome }) => outcome);
    };
    expect(await simulate(200, flow.id)).toEqual(['spent', 'happens']);
    expect(await simulate(200)).toEqual(['happens', 'happens']);
    expect(await simulate(20, flow.id)).toEqual(['no', 'no']);
    expect(await messages('ann')).toEqual(before);
  });

  it.each([
    ['an unknown endpoint', { action: 'webhook', endpoint: '99', membership: 'once' }, 'unknown_endpoint'],
    ['an unknown person', { ...notify('x', 'once'), to: { kind: 'user', id: '99' } }, 'unknown_recipient'],
    ['an unknown department', { ...notify('x', 'once'), to: { kind: 'department', id: '99' } }, 'unknown_recipient'],
    ['an unknown field', { action: 'setField', field: 'shoe', value: '1', membership: 'once' }, 'unknown_field'],
  ])('are refused for %s', async (_what, action, code) => {
    const drawn = draw({ name: 'Wrong', if: [living], then: [action as ActionData] });
    const { body } = await app.client.post<FlowDetail>('/api/v1/flows', { flow: drawn });
    const refused = await app.client.post<ErrorBody>(`/api/v1/flows/${body.id}/publish`, {
      apply: 'new_events',
      revision: 1,
    });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: 'flow_invalid', issues: [{ code }] } } });
  });
});
