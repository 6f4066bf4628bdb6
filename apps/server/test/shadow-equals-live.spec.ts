import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionData, Flow, FlowDetail } from '@tagloom/contracts';
import { generator } from '../src/testing/seed-customers.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { add, city, has, minutes } from './support/drawn-parts.js';
import { anEvent } from './support/events.js';
import { createTag, eventually, publish, runEnd } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { People } from './support/people.js';
import { Shadows } from './support/shadows.js';

type Random = (below: number) => number;
const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)];

const FLOWS = 14;
const CUSTOMERS = 24;
const STEPS = 45;
const TYPES = ['paid', 'visited'];
const CITIES = ['上海', '北京', '杭州'];
const TAGS = ['t0', 't1', 't2', 'g0', 'g1'];

function leaves(random: Random) {
  const amount = { fact: 'event.amount', operator: 'greaterThan', value: 100 };
  return pick(random, [
    amount,
    { ...amount, leaveValue: 40 },
    { fact: 'metric.recent', operator: 'greaterThanInclusive', value: 1 + random(3) },
    { fact: 'metric.spent', operator: 'greaterThan', value: 300, leaveValue: 100 },
    city(pick(random, CITIES)),
    { fact: 'profile.occupation', operator: 'isKnown' },
    has('vip'),
    has(pick(random, TAGS), random(2) === 0),
  ]);
}

function action(random: Random): ActionData {
  const membership = pick(random, ['while', 'while', 'once', 'every'] as const);
  const hold = membership === 'while' && random(2) === 0 ? { hold: minutes(20) } : {};
  const validFor = membership !== 'while' && random(2) === 0 ? { validFor: minutes(30) } : {};
  const over = { membership, priority: random(3), ...hold, ...validFor };
  return pick(random, [
    add(pick(random, TAGS), over),
    add(pick(random, TAGS), over),
    { action: 'setTag', tag: 'grade', value: pick(random, ['A', 'B']), ...over } as ActionData,
    { action: 'removeTag', tag: pick(random, TAGS), membership: 'while', priority: 0 } as ActionData,
    {
      action: 'setField',
      field: 'occupation',
      value: `职业${random(2)}`,
      membership: pick(random, ['once', 'every']),
    } as ActionData,
  ]);
}

function randomFlow(index: number, random: Random): Flow {
  const on = random(2) === 0 ? [pick(random, TYPES)] : undefined;
  const conditions = Array.from({ length: 1 + random(2) }, () => leaves(random));
  const then = Array.from({ length: 1 + random(2) }, () => action(random));
  return draw({ name: `规则 ${index}`, on, if: conditions, then });
}

describe.each([1, 2, 3])('a shadow of the very version that is live (seed %i)', (seed) => {
  const random = generator(Number(process.env.SEED ?? 0) * 1000 + seed);
  const clock = new MovingClock('2026-03-02T04:00:00Z');
  const live: FlowDetail[] = [];
  let app: TestApp;
  let people: People;
  let shadows: Shadows;
  let sent = 0;

  beforeAll(async () => {
    app = await createTestApp({ clock });
    people = new People(app, clock);
    shadows = new Shadows(app);
    for (const type of TYPES) await people.does('someone', type, { amount: 1 });
    await createTag(app, 'vip');
    await createTag(app, 'grade', { kind: 'one_of', values: ['A', 'B'] });
    const { rows } = await app.database.pool.query<{ id: string }>(
      `INSERT INTO tag_groups (key, name, category, exclusive) VALUES ('g', '{"zh-CN":"组"}', 'value', true) RETURNING id::text AS id`,
    );
    for (const key of TAGS) await createTag(app, key, key.startsWith('g') ? { groupId: rows[0].id } : {});
    await metric('recent', 'count', { kind: 'rolling', amount: 30, unit: 'minute' });
    await metric('spent', 'sum', { kind: 'lifetime' });
    for (let index = 0; index < FLOWS; index++) {
      const apply = random(3) === 0 ? 'everyone' : 'new_events';
      // A flow that closes a loop, or that cannot be published, makes way for the next one.
      const flow = await publish(app, randomFlow(index, random), apply).catch(() => null);
      if (flow) live.push(flow);
    }
  });
  afterAll(() => app.close());

  async function metric(key: string, aggregation: string, window: object): Promise<void> {
    const { body } = await app.client.post<{ runId: string }>('/api/v1/metrics', {
      key,
      name: { 'zh-CN': key },
      eventTypes: ['paid'],
      aggregation,
      ...(aggregation === 'sum' && { property: 'amount' }),
      window,
    });
    await runEnd(app, body.runId);
  }

  async function step(): Promise<void> {
    const customer = `c${random(CUSTOMERS)}`;
    const kind = random(10);
    if (kind < 6) {
      const events = Array.from({ length: 1 + random(12) }, () =>
        anEvent({
          id: `generated-${(sent += 1)}`,
          type: pick(random, TYPES),
          occurredAt: clock.now().toISOString(),
          customer: { channel: 'shop', externalId: `c${random(CUSTOMERS)}` },
          properties: { amount: random(200) },
        }),
      );
      expect((await app.client.post('/api/v1/events', { events })).status).toBe(202);
    } else if (kind === 6) {
      await people.has(customer, { city: pick(random, CITIES) });
    } else if (kind === 7) {
      const path = `/api/v1/customers/${await people.has(customer, {})}/tags`;
      const tag = pick(random, ['vip', ...TAGS]);
      if (random(3) === 0) await app.client.delete(path, { tag, reason: '核实' });
      else await app.client.post(path, { tag });
    } else {
      await settled();
      clock.pass(1 + random(15));
    }
  }

  /** No event waits, and nobody's time has come. */
  async function settled(): Promise<void> {
    await people.drained();
    await eventually(async () => {
      const { rows } = await app.database.pool.query<{ due: boolean }>(
        `SELECT EXISTS (SELECT FROM customers WHERE next_review_at <= $1)
           OR EXISTS (SELECT FROM shadow_customers WHERE next_review_at <= $1) AS due`,
        [clock.now()],
      );
      return rows[0].due ? null : true;
    });
  }

  it('differs from it about nobody, whatever happens', async () => {
    for (let index = 0; index < STEPS / 3; index++) await step();
    await settled();
    for (const { id } of live) await shadows.start(id, { version: 1 });
    for (let index = 0; index < STEPS; index++) await step();
    await settled();
    let claims = 0;
    for (const { id, name } of live) {
      const { tags, missed, status } = await shadows.find(id);
      const { customers } = await shadows.differences(id);
      const beside = customers.flatMap(({ customerId, differences }) =>
        differences
          .filter(({ kind }) => kind === 'only_shadow' || kind === 'only_live')
          .map(({ key, kind }) => [customerId, key, kind]),
      );
      expect({ name, beside, missed, status }).toEqual({ name, beside: [], missed: 0, status: 'running' });
      for (const { both, onlyShadow, onlyLive } of tags) {
        claims += both;
        expect([onlyShadow, onlyLive]).toEqual([0, 0]);
      }
    }
    expect(claims).toBeGreaterThan(10);
  });
});
