import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionData } from '@tagloom/contracts';
import { FlowStats } from '../src/features/evaluation/flow-stats.js';
import { signedIn } from '../src/testing/sign-in.js';
import type { TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { add, amountOver, city, has, minutes, paid } from './support/drawn-parts.js';
import { createTag, eventually, publish, republish } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { openPeople, type People } from './support/people.js';
import { Shadows } from './support/shadows.js';

const clock = new MovingClock('2026-03-02T04:00:00Z');
let app: TestApp;
let people: People;
let shadows: Shadows;

beforeAll(async () => {
  ({ app, people } = await openPeople(clock, ['paid', 'visited', 'left']));
  shadows = new Shadows(app);
});
afterAll(() => app.close());

/** What events and shadows may change. */
const ALLOWED = ['events', 'customers', 'identities', 'lanes', 'catalog_state'];

/** Every other table, row by row, and of customers what rules decide. */
async function database(): Promise<Record<string, string>> {
  const { pool } = app.database;
  const { rows } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const contents: Record<string, string> = {};
  for (const { name } of rows.filter((row) => !ALLOWED.includes(row.name) && !row.name.startsWith('shadow'))) {
    const table = await pool.query<{ all: string }>(
      `SELECT coalesce(string_agg(t::text, '|' ORDER BY t::text), '') AS all FROM ${name} t`,
    );
    contents[name] = table.rows[0].all;
  }
  const customers = await pool.query<{ all: string }>(
    `SELECT string_agg(concat_ws(':', id, tags, tag_values, held, claim_review_at, next_review_at, p_occupation, p_city), '|' ORDER BY id) AS all
     FROM customers`,
  );
  return { ...contents, customers: customers.rows[0].all };
}

describe('a shadow', () => {
  it('notes what it would do, and applies nothing at all', async () => {
    await createTag(app, 'generous');
    const then: ActionData[] = [
      add('generous', { hold: minutes(30) }),
      { action: 'setField', field: 'occupation', value: '会员', membership: 'every' },
    ];
    const flow = draw({ name: '慷慨', on: paid, if: [amountOver(100)], then });
    for (const name of ['s1', 's2', 's3', 's4']) await people.does(name, 'visited', { amount: 0 });
    const { id } = await shadows.of(flow);
    await app.app.get(FlowStats, { strict: false }).flush();
    const before = await database();
    for (const name of ['s1', 's2', 's3', 's4'])
      for (const amount of [200, 50, 300, name === 's4' ? 5 : 400]) await people.does(name, 'paid', { amount });
    await app.app.get(FlowStats, { strict: false }).flush();
    expect(await database()).toEqual(before);
    expect(await shadows.find(id)).toMatchObject({
      status: 'running',
      evaluated: 4,
      missed: 0,
      liveVersion: null,
      isDraft: true,
      tags: [{ key: 'generous', wouldAdd: 4, wouldRemove: 0, both: 0, onlyShadow: 4, onlyLive: 0 }],
      effects: [{ kind: 'setField', times: 11, customers: 4 }],
    });
  });

  it('judges its two thresholds and its holds by what it would have given itself', async () => {
    await createTag(app, 'big');
    const live = await publish(
      app,
      draw({ name: '大单', on: paid, if: [amountOver(85)], then: [add('big')] }),
      'new_events',
    );
    const condition = { ...amountOver(100), leaveValue: 80 };
    const revision = await shadows.redraft(live, draw({ name: '大单', on: paid, if: [condition], then: [add('big')] }));
    await shadows.start(live.id, { revision });
    const states: [boolean, boolean][] = [];
    for (const amount of [90, 101, 90, 81, 80, 90, 101]) {
      await people.does('eve', 'paid', { amount });
      const shadow = (await shadows.tags(live.id, await people.id('eve'))).includes('big');
      states.push([(await people.tags('eve')).includes('big'), shadow]);
    }
    expect(states.map(([isLive]) => isLive)).toEqual([true, true, true, false, false, true, true]);
    expect(states.map(([, isShadow]) => isShadow)).toEqual([false, true, true, true, false, false, true]);
  });

  it('has what the live version had given before it, and nothing that it gives later', async () => {
    await createTag(app, 'seen');
    const live = await publish(
      app,
      draw({ name: '来过', on: ['visited'], if: [amountOver(0)], then: [add('seen')] }),
      'new_events',
    );
    await people.does('old', 'visited', { amount: 1 });
    const revision = await shadows.redraft(
      live,
      draw({ name: '来过', on: paid, if: [amountOver(500)], then: [add('seen')] }),
    );
    await shadows.start(live.id, { revision });
    await people.does('new', 'visited', { amount: 1 });
    await people.does('new', 'paid', { amount: 1 });
    await people.does('old', 'visited', { amount: 2 });
    const tagsOf = async (name: string) => shadows.tags(live.id, await people.id(name));
    expect([await tagsOf('old'), await tagsOf('new')]).toEqual([['seen'], []]);
    await people.does('old', 'paid', { amount: 1 });
    expect([await tagsOf('old'), await people.tags('old')]).toEqual([[], ['seen']]);
    expect((await shadows.find(live.id)).tags).toMatchObject([
      { key: 'seen', wouldAdd: 0, wouldRemove: 1, both: 0, onlyShadow: 0, onlyLive: 2 },
    ]);
    const { customers } = await shadows.differences(live.id);
    expect(customers.map(({ differences }) => differences)).toMatchObject([
      [{ key: 'seen', kind: 'only_live', shadow: null, other: { stance: 'assert' }, isNow: false }],
      [{ key: 'seen', kind: 'only_live', shadow: null, other: { stance: 'assert' }, isNow: true }],
    ]);
    expect(JSON.stringify(customers[0].differences[0].evidence)).toContain('"actual":1');
    expect(JSON.stringify(customers[0].differences[0].liveEvidence)).toContain('"actual":1');
  });

  it('sees what other flows give in the same step, and the tags of exclusive groups as they come out', async () => {
    const { rows } = await app.database.pool.query<{ id: string }>(
      `INSERT INTO tag_groups (key, name, category, exclusive) VALUES ('stage', '{"zh-CN":"阶段"}', 'value', true) RETURNING id::text AS id`,
    );
    for (const key of ['stage_a', 'stage_b']) await createTag(app, key, { groupId: rows[0].id });
    await createTag(app, 'reader');
    await publish(app, draw({ name: 'A', if: [city('苏州')], then: [add('stage_a', { priority: 1 })] }), 'new_events');
    const known = { fact: 'profile.birthday', operator: 'isKnown' };
    await publish(app, draw({ name: 'B', if: [known], then: [add('stage_b', { priority: 5 })] }), 'new_events');
    const { id } = await shadows.of(draw({ name: '读', if: [has('stage_a')], then: [add('reader')] }));
    const fay = await people.has('fay', { city: '苏州' });
    expect(await shadows.tags(id, fay)).toEqual(['reader']);
    await people.has('fay', { birthday: '1990-01-01' });
    expect(await people.tags('fay')).toEqual(['stage_b']);
    expect(await shadows.tags(id, fay)).toEqual([]);
    await app.client.post(`/api/v1/customers/${fay}/tags`, { tag: 'stage_a' });
    expect(await shadows.tags(id, fay)).toEqual(['reader']);
    expect(await people.tags('fay')).toEqual(['stage_a']);
  });

  it('feels time pass where production does not', async () => {
    await createTag(app, 'warm');
    const then = [add('warm', { hold: minutes(30) })];
    const { id } = await shadows.of(draw({ name: '暖', on: paid, if: [amountOver(100)], then }));
    await people.does('ann', 'paid', { amount: 200 });
    await people.does('ann', 'paid', { amount: 5 });
    const ann = await people.id('ann');
    clock.pass(29);
    await people.does('ann', 'visited');
    expect(await shadows.tags(id, ann)).toEqual(['warm']);
    clock.pass(1);
    await eventually(async () => ((await shadows.tags(id, ann)).length === 0 ? true : null));
  });

  it('is compared with what people set by hand', async () => {
    await createTag(app, 'loyal');
    const { id } = await shadows.of(draw({ name: '忠诚', on: paid, if: [amountOver(100)], then: [add('loyal')] }));
    for (const name of ['p1', 'p2', 'p3', 'p4']) await people.does(name, 'paid', { amount: name < 'p3' ? 200 : 1 });
    const tags = async (name: string) => `/api/v1/customers/${await people.id(name)}/tags`;
    const hand = (await signedIn(app, 'admin', '手工')).client;
    await hand.post(await tags('p1'), { tag: 'loyal' });
    await publish(app, draw({ name: '别处', on: ['left'], if: [amountOver(0)], then: [add('loyal')] }), 'new_events');
    await people.does('p2', 'left', { amount: 1 });
    await hand.delete(await tags('p2'), { tag: 'loyal', reason: '弄错了' });
    await hand.post(await tags('p3'), { tag: 'loyal' });
    await app.client.post(await tags('p4'), { tag: 'loyal' });
    expect((await shadows.find(id)).people).toMatchObject([{ key: 'loyal', agree: 1, onlyPeople: 1, contradicts: 1 }]);
    const { customers } = await shadows.differences(id, '?kind=contradicts');
    expect(customers).toMatchObject([
      {
        customerId: await people.id('p2'),
        differences: [{ by: '手工', shadow: { stance: 'assert' }, other: { stance: 'forbid' } }],
      },
    ]);
    const only = await shadows.differences(id, '?kind=only_people');
    expect(only.customers).toMatchObject([{ differences: [{ by: '手工', shadow: null }] }]);
  });

  it('shows who differs page by page', async () => {
    await createTag(app, 'paged');
    const { id } = await shadows.of(draw({ name: '分页', on: paid, if: [amountOver(100)], then: [add('paged')] }));
    const names = ['q1', 'q2', 'q3', 'q4', 'q5'];
    for (const name of names) await people.does(name, 'paid', { amount: 101 });
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { customers, next } = await shadows.differences(id, `?limit=2${after}`);
      seen.push(...customers.map(({ customerId }) => customerId));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(seen).toEqual(await Promise.all(names.map((name) => people.id(name))));
  });

  it('goes on with the same state when its flow is published meanwhile, and then agrees', async () => {
    await createTag(app, 'meanwhile');
    const flow = draw({ name: '其间', on: paid, if: [amountOver(100)], then: [add('meanwhile')] });
    const draft = await shadows.of(flow);
    await people.does('m1', 'paid', { amount: 200 });
    const { status } = await app.client.post(`/api/v1/flows/${draft.id}/publish`, { apply: 'new_events', revision: 1 });
    expect(status).toBe(200);
    await people.does('m1', 'paid', { amount: 300 });
    await people.does('m2', 'paid', { amount: 300 });
    expect(await shadows.find(draft.id)).toMatchObject({
      liveVersion: 1,
      evaluated: 2,
      tags: [{ key: 'meanwhile', wouldAdd: 2, both: 2, onlyShadow: 0, onlyLive: 0 }],
    });
    await republish(
      app,
      draft,
      draw({ name: '其间', on: paid, if: [amountOver(900)], then: [add('meanwhile')] }),
      'new_events',
    );
    await people.does('m1', 'paid', { amount: 200 });
    expect((await shadows.find(draft.id)).tags).toMatchObject([{ both: 1, onlyShadow: 1 }]);
  });
});
