import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Flow, FlowDetail, FlowNode } from '@tagloom/contracts';
import { evaluatePlan } from '@tagloom/rule-engine';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { generator, seedCustomers } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { CustomerRowsRepository } from './customer-rows.repository.js';
import { FactLoader } from './fact-loader.js';
import { PopulationRepository } from './population.repository.js';
import type { Runtime } from './runtime.js';
import { RuntimeService } from './runtime.service.js';
import { slotMoves } from './slot-moves.js';
import type { Step } from './stored-event.js';
import { wakes } from './wake.js';

const CUSTOMERS = 400;
const inCity = (city: string) => ({ fact: 'profile.city', operator: 'equal', value: city });
const isVip = { fact: 'tag.vip', operator: 'equal', value: true };
type ActionOf<K> = Extract<Extract<FlowNode, { kind: 'action' }>['data'], { action: K }>;
const grade = (value: string, priority: number): ActionOf<'setTag'> => ({
  action: 'setTag',
  tag: 'grade',
  value,
  membership: 'while',
  priority,
});

/** More slots than are looked for one by one. */
const scores = Array.from({ length: 14 }, (_, n): ActionOf<'setTag'> => ({
  action: 'setTag',
  tag: 'score',
  value: n,
  membership: 'while',
  priority: n,
}));

const FLOWS: { flow: Flow; apply: 'everyone' | 'new_events' }[] = [
  { flow: drawFlow('while', [inCity('上海')], [addTag('potential')]), apply: 'everyone' },
  {
    flow: drawFlow('once', [inCity('北京')], [{ ...addTag('active'), membership: 'once' } as never]),
    apply: 'everyone',
  },
  { flow: drawFlow('every', [isVip], [{ ...addTag('active'), membership: 'every' } as never]), apply: 'everyone' },
  { flow: drawFlow('new only', [inCity('杭州')], [addTag('active')]), apply: 'new_events' },
  { flow: drawFlow('two values', [inCity('上海'), isVip], [grade('A', 2), grade('B', 1)], 'any'), apply: 'everyone' },
  { flow: drawFlow('many values', [inCity('杭州'), isVip], scores, 'any'), apply: 'everyone' },
  {
    flow: { ...drawFlow('audience', [inCity('北京')], [addTag('potential')]), audience: { exclude: ['vip'] } },
    apply: 'everyone',
  },
  {
    flow: drawFlow(
      'effect',
      [isVip],
      [{ action: 'setField', field: 'occupation', value: '会员', membership: 'every' }],
    ),
    apply: 'everyone',
  },
];

/** Without a worker: nothing is evaluated behind the test's back. */
describe('the customers of a population that could change', () => {
  let test: TestApp;
  let runtime: Runtime;
  const now = new Date();

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    await seedCustomers(test.database.pool, CUSTOMERS, 20_000);
    for (const { flow, apply } of FLOWS) {
      const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body;
      const published = await test.client.post(`/api/v1/flows/${id}/publish`, { apply, revision: 1 });
      expect(published.status).toBe(200);
    }
    runtime = await test.app.get(RuntimeService, { strict: false }).current();
    await holdAtRandom();
  });
  afterAll(() => test.close());

  async function holdAtRandom() {
    const random = generator(3);
    const slots = [...runtime.slots.values()].flatMap((own) =>
      own.map(({ id }) => ({ id, isOneOfMany: own.length > 2 })),
    );
    for (let customer = 1; customer <= CUSTOMERS; customer++) {
      const held = slots
        .flatMap(({ id, isOneOfMany }) => [[id], [-id], [], []][random(isOneOfMany ? 100 : 4)] ?? [])
        .sort((a, b) => a - b);
      await test.database.pool.query('UPDATE customers SET held = $2 WHERE id = $1', [customer, held]);
    }
    await test.database.pool.query(`UPDATE customers SET last_seen_at = now() + interval '1 hour' WHERE id % 3 = 0`);
  }

  /** By asking each customer, as an evaluation would. */
  async function asked(): Promise<string[]> {
    const ids = Array.from({ length: CUSTOMERS }, (_, index) => String(index + 1));
    const facts = await test.app.get(FactLoader, { strict: false }).load(ids, now);
    const rows = await test.app.get(CustomerRowsRepository, { strict: false }).read(test.database.pool, ids);
    const step: Step = { cause: 'review', at: now.getTime() };
    const moment = { now, timeZone: runtime.timeZone };
    const changing = rows.filter((row) =>
      runtime.flows.some(
        (flow) =>
          wakes(flow, step, row) &&
          slotMoves(flow, evaluatePlan(flow.plan, facts.get(row.id)?.facts ?? {}, moment).actions, row.held, false),
      ),
    );
    return changing.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
  }

  it('are found by one pass in the database, whatever they hold', async () => {
    const population = test.app.get(PopulationRepository, { strict: false });
    const selection = population.selection(runtime, runtime.flows, now);
    expect(selection).not.toBeNull();
    const { candidates, customers, upTo } = await population.stretch(selection as never, '0');
    expect({ customers, upTo }).toEqual({ customers: CUSTOMERS, upTo: String(CUSTOMERS) });
    const expected = await asked();
    expect(expected.length).toBeGreaterThan(CUSTOMERS / 4);
    expect(expected.length).toBeLessThan(CUSTOMERS);
    expect(candidates).toEqual(expected);
  });

  it('are those of each flow alone, too', async () => {
    const population = test.app.get(PopulationRepository, { strict: false });
    const all = runtime.flows;
    for (const flow of all) {
      const selection = population.selection(runtime, [flow], now);
      const { candidates } = await population.stretch(selection as never, '0');
      runtime = { ...runtime, flows: [flow] };
      expect({ flow: flow.name, candidates }).toEqual({ flow: flow.name, candidates: await asked() });
    }
    runtime = { ...runtime, flows: all };
  });

  it.each([
    ['can', '^顾', false],
    ['cannot', '^\\p{Han}', true],
  ])('%s be found so when a rule uses the pattern %s', async (_can, value, isNull) => {
    const pattern = drawFlow('pattern', [{ fact: 'profile.name', operator: 'matches', value }], [addTag('vip')]);
    const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow: pattern })).body;
    await test.client.post(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision: 1 });
    const later = await test.app.get(RuntimeService, { strict: false }).current();
    const selection = test.app.get(PopulationRepository, { strict: false }).selection(later, later.flows, now);
    expect(selection === null).toBe(isNull);
  });
});
