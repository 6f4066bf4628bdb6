import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ActionData,
  CountResponse,
  CustomerDetail,
  ErrorBody,
  Health,
  Metric,
  WhyResponse,
} from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { createTag, eventually, publish, republish, runEnd } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { People } from './support/people.js';

const clock = new MovingClock('2026-03-02T04:00:00Z');
let app: TestApp;
let people: People;

const add = (tag: string, over: Partial<Extract<ActionData, { action: 'addTag' }>> = {}): ActionData => ({
  action: 'addTag',
  tag,
  membership: 'while',
  ...over,
});
const amountOver = (value: number) => ({ fact: 'event.amount', operator: 'greaterThan', value });
const city = (value: string) => ({ fact: 'profile.city', operator: 'equal', value });
const has = (tag: string, value = true) => ({ fact: `tag.${tag}`, operator: 'equal', value });
const minutes = (amount: number) => ({ amount, unit: 'minute' as const });
const paid = ['paid'];

beforeAll(async () => {
  app = await createTestApp({ clock });
  people = new People(app, clock);
  await people.does('someone', 'paid', { amount: 1 });
  await people.does('someone', 'visited', { amount: 1 });
});
afterAll(() => app.close());

describe('how long a tag stays', () => {
  it('with its condition, but at least for its hold, which time alone ends', async () => {
    await createTag(app, 'warm');
    const flow = { name: 'Warm', on: paid, if: [amountOver(100)], then: [add('warm', { hold: minutes(30) })] };
    await publish(app, draw(flow), 'new_events');
    await people.does('ann', 'paid', { amount: 200 });
    clock.pass(10);
    await people.does('ann', 'paid', { amount: 5 });
    expect(await people.tags('ann')).toEqual(['warm']);
    clock.pass(19);
    await people.does('ann', 'visited');
    expect(await people.tags('ann')).toEqual(['warm']);
    clock.pass(1);
    await people.willHave('ann', []);
    expect(await people.history('ann', 'warm')).toEqual(['asserted', 'retracted']);
  });

  it('with its condition when that comes back during the hold', async () => {
    await people.does('ben', 'paid', { amount: 200 });
    await people.does('ben', 'paid', { amount: 5 });
    await people.does('ben', 'paid', { amount: 200 });
    clock.pass(60);
    await people.does('ben', 'visited');
    expect(await people.tags('ben')).toEqual(['warm']);
    await people.does('ben', 'paid', { amount: 5 });
    expect(await people.tags('ben')).toEqual([]);
    expect(await people.history('ben', 'warm')).toEqual(['asserted', 'retracted']);
  });

  it('for good when it comes once, and until it expires when that is said; it never comes again', async () => {
    await createTag(app, 'first');
    await createTag(app, 'welcome');
    const then = [add('first', { membership: 'once' }), add('welcome', { membership: 'once', validFor: minutes(20) })];
    await publish(app, draw({ name: 'First', on: paid, if: [amountOver(1000)], then }), 'new_events');
    await people.does('cat', 'paid', { amount: 2000 });
    await people.does('cat', 'paid', { amount: 1 });
    expect(await people.tags('cat')).toEqual(['first', 'warm', 'welcome']);
    clock.pass(20);
    await people.willHave('cat', ['first', 'warm']);
    await people.does('cat', 'paid', { amount: 2000 });
    expect(await people.tags('cat')).toEqual(['first', 'warm']);
    expect(await people.history('cat', 'first')).toEqual(['asserted']);
    expect(await people.history('cat', 'welcome')).toEqual(['asserted', 'expired']);
  });

  it('with its condition from the day on that the rule says so, where it came but once before', async () => {
    await createTag(app, 'guest');
    const drawn = (over: object) => draw({ name: 'Guest', if: [city('珠海')], then: [add('guest', over)] });
    const flow = await publish(app, drawn({ membership: 'once', validFor: minutes(20) }), 'everyone');
    await people.has('pat', { city: '珠海' });
    await people.has('ria', { city: '珠海' });
    await people.has('ria', { city: '佛山' });
    clock.pass(15);
    await people.has('quin', { city: '珠海' });
    clock.pass(5);
    await people.willHave('pat', []);
    await republish(app, flow, drawn({ membership: 'while' }), 'everyone');
    expect([await people.tags('pat'), await people.tags('ria')]).toEqual([['guest'], []]);
    clock.pass(15);
    await eventually(async () => ((await people.history('quin', 'guest')).includes('expired') ? true : null));
    expect(await people.tags('quin')).toEqual(['guest']);
    expect(await people.history('quin', 'guest')).toEqual(['asserted', 'expired', 'asserted']);
    for (const who of ['pat', 'quin']) {
      await people.has(who, { city: '佛山' });
      expect(await people.tags(who)).toEqual([]);
    }
  });

  it('anew with every event that meets it, and its time starts anew', async () => {
    await createTag(app, 'browsing');
    const then = [add('browsing', { membership: 'every', validFor: minutes(15) })];
    await publish(app, draw({ name: 'Browsing', on: ['visited'], if: [amountOver(0)], then }), 'new_events');
    await people.does('dan', 'visited', { amount: 1 });
    clock.pass(10);
    await people.does('dan', 'visited', { amount: 1 });
    await people.does('dan', 'visited', { amount: 0 });
    clock.pass(10);
    await people.does('dan', 'paid', { amount: 1 });
    expect(await people.tags('dan')).toEqual(['browsing']);
    clock.pass(5);
    await people.willHave('dan', []);
    await people.does('dan', 'visited', { amount: 1 });
    expect(await people.tags('dan')).toEqual(['browsing']);
    expect(await people.history('dan', 'browsing')).toEqual(['asserted', 'renewed', 'expired', 'asserted']);
  });

  it('between its two thresholds as it was', async () => {
    await createTag(app, 'big');
    const condition = { ...amountOver(100), leaveValue: 80 };
    await publish(app, draw({ name: 'Big', on: paid, if: [condition], then: [add('big')] }), 'new_events');
    const states: boolean[] = [];
    for (const amount of [90, 101, 90, 81, 80, 90, 101]) {
      await people.does('eve', 'paid', { amount });
      states.push((await people.tags('eve')).includes('big'));
    }
    expect(states).toEqual([false, true, true, true, false, false, true]);
  });

  it('with a window of minutes, whose end time alone finds', async () => {
    await createTag(app, 'lively');
    const metric = await app.client.post<Metric>('/api/v1/metrics', {
      key: 'visits_10m',
      name: { 'zh-CN': '十分钟内访问' },
      eventTypes: ['visited'],
      aggregation: 'count',
      window: { kind: 'rolling', amount: 10, unit: 'minute' },
    });
    await runEnd(app, metric.body.runId as string);
    const twice = { fact: 'metric.visits_10m', operator: 'greaterThanInclusive', value: 2 };
    await publish(app, draw({ name: 'Lively', if: [twice], then: [add('lively')] }), 'everyone');
    await people.does('lou', 'visited');
    clock.pass(4);
    await people.does('lou', 'visited');
    expect(await people.tags('lou')).toEqual(['lively']);
    clock.pass(5);
    await people.does('lou', 'paid', { amount: 1 });
    expect(await people.tags('lou')).toEqual(['lively']);
    clock.pass(1);
    await people.willHave('lou', []);
  });
});

describe('a person’s word', () => {
  const tagged = (id: string, body: object) => app.client.post<CustomerDetail>(`/api/v1/customers/${id}/tags`, body);
  const inMinutes = (count: number) => new Date(clock.now().getTime() + count * 60_000).toISOString();

  it('wins an exclusive group until it expires; then the higher priority does', async () => {
    const { rows } = await app.database.pool.query<{ id: string }>(
      `INSERT INTO tag_groups (key, name, category, exclusive) VALUES ('stage', '{"zh-CN":"阶段"}', 'value', true) RETURNING id::text AS id`,
    );
    for (const key of ['stage_a', 'stage_b', 'stage_c']) await createTag(app, key, { groupId: rows[0].id });
    const then = [add('stage_a', { priority: 1 }), add('stage_b', { priority: 5 })];
    await publish(app, draw({ name: 'Stage', if: [city('苏州')], then }), 'new_events');
    const id = await people.has('fay', { city: '苏州' });
    expect(await people.tags('fay')).toEqual(['stage_b']);
    const expiresAt = inMinutes(10);
    const pinned = await tagged(id, { tag: 'stage_c', expiresAt });
    expect(pinned.body.tags.find(({ key }) => key === 'stage_c')?.claims).toMatchObject([{ expiresAt }]);
    expect(await people.tags('fay')).toEqual(['stage_c']);
    clock.pass(10);
    await people.willHave('fay', ['stage_b']);
    const { body } = await app.client.get<WhyResponse>(`/api/v1/customers/${id}/why?tag=stage_c`);
    expect(body.changes.map(({ kind, actor }) => [kind, actor.kind])).toEqual([
      ['expired', 'api'],
      ['asserted', 'api'],
    ]);
  });

  it('keeps a tag away until it expires', async () => {
    const id = await people.id('fay');
    await app.client.delete(`/api/v1/customers/${id}/tags`, { tag: 'stage_b', expiresAt: inMinutes(10) });
    expect(await people.tags('fay')).toEqual(['stage_a']);
    clock.pass(10);
    await people.willHave('fay', ['stage_b']);
    expect(await people.history('fay', 'stage_b')).toEqual(expect.arrayContaining(['forbidden', 'expired']));
  });

  it('cannot have ended already', async () => {
    const id = await people.id('fay');
    for (const answer of [
      await app.client.post<ErrorBody>(`/api/v1/customers/${id}/tags`, { tag: 'stage_a', expiresAt: inMinutes(0) }),
      await app.client.delete<ErrorBody>(`/api/v1/customers/${id}/tags`, { tag: 'stage_a', expiresAt: inMinutes(-1) }),
    ])
      expect(answer).toMatchObject({ status: 422, body: { error: { code: 'expires_in_past', path: 'expiresAt' } } });
  });
});

describe('who a rule is for', () => {
  it('is said by the tags to include and to exclude', async () => {
    for (const key of ['member', 'blocked', 'offer']) await createTag(app, key);
    await publish(app, draw({ name: 'Member', if: [city('成都')], then: [add('member')] }), 'new_events');
    const audience = { include: ['member'], exclude: ['blocked'] };
    const known = { fact: 'profile.name', operator: 'isKnown' };
    await publish(app, draw({ name: 'Offer', if: [known], then: [add('offer')], audience }), 'new_events');
    await people.has('gus', { name: 'Gus', city: '成都' });
    await people.has('hal', { name: 'Hal', city: '无锡' });
    expect([await people.tags('gus'), await people.tags('hal')]).toEqual([['member', 'offer'], []]);
    await app.client.post(`/api/v1/customers/${await people.id('gus')}/tags`, { tag: 'blocked' });
    expect(await people.tags('gus')).toEqual(['blocked', 'member']);
  });

  it('counts days on each customer’s own calendar when it says so', async () => {
    await createTag(app, 'birthday');
    const today = { fact: 'profile.birthday', operator: 'anniversaryInDays', value: 0 };
    const flow = draw({ name: 'Birthday', if: [today], then: [add('birthday')], timeZone: 'customer' });
    await publish(app, flow, 'everyone');
    const counted = async () => (await app.client.post<CountResponse>('/api/v1/flows/count', { flow })).body.matching;
    clock.moveTo('2026-03-02T18:00:00Z');
    const birthday = '1990-03-03';
    await people.has('shanghai', { birthday });
    const id = await people.has('nowhere', { name: 'Marvin' });
    await app.database.pool.query("UPDATE customers SET p_time_zone = 'Mars/Olympus' WHERE id = $1", [id]);
    await people.has('nowhere', { birthday });
    await people.has('new_york', { birthday, time_zone: 'America/New_York' });
    const all = () => Promise.all(['shanghai', 'nowhere', 'new_york'].map((name) => people.tags(name)));
    expect(await all()).toEqual([['birthday'], ['birthday'], []]);
    expect(await counted()).toBe(2);
    clock.moveTo('2026-03-03T04:59:59Z');
    await people.does('new_york', 'visited');
    expect(await people.tags('new_york')).toEqual([]);
    clock.moveTo('2026-03-03T05:00:00Z');
    await people.willHave('new_york', ['birthday']);
    expect(await counted()).toBe(3);
    clock.moveTo('2026-03-03T16:00:00Z');
    await people.willHave('shanghai', []);
    await people.willHave('nowhere', []);
    expect(await people.tags('new_york')).toEqual(['birthday']);
    expect(await counted()).toBe(1);
  });
});

describe('a rule of a department', () => {
  it('counts days on the calendar of the department when it says so', async () => {
    await createTag(app, 'feast');
    const today = { fact: 'profile.birthday', operator: 'anniversaryInDays', value: 0 };
    const flow = draw({ name: 'Feast', if: [today], then: [add('feast')], timeZone: 'department' });
    const { id } = await publish(app, flow, 'everyone');
    const { pool } = app.database;
    await pool.query("INSERT INTO departments (key, name) VALUES ('us', 'US')");
    await pool.query("UPDATE flows SET department_id = (SELECT id FROM departments WHERE key = 'us') WHERE id = $1", [
      id,
    ]);
    const day = clock.now().toISOString().slice(0, 10);
    clock.moveTo(`${day}T20:00:00Z`);
    await people.has('here', { birthday: `1990-${day.slice(5)}` });
    expect(await people.tags('here')).toEqual([]);
    await pool.query("UPDATE departments SET time_zone = 'America/New_York' WHERE key = 'us'");
    await people.has('there', { birthday: `1990-${day.slice(5)}` });
    expect(await people.tags('there')).toEqual(['feast']);
  });
});

describe('rules that read what other rules write', () => {
  it('answer after them, whatever the order of their publication', async () => {
    for (const key of ['chain_a', 'chain_b', 'chain_c']) await createTag(app, key);
    await publish(app, draw({ name: 'C', if: [has('chain_b')], then: [add('chain_c')] }), 'new_events');
    await publish(app, draw({ name: 'B', if: [has('chain_a')], then: [add('chain_b')] }), 'new_events');
    await publish(app, draw({ name: 'A', on: paid, if: [amountOver(5)], then: [add('chain_a')] }), 'new_events');
    await people.does('ida', 'paid', { amount: 6 });
    expect(await people.tags('ida')).toEqual(['chain_a', 'chain_b', 'chain_c']);
    await people.does('ida', 'paid', { amount: 4 });
    expect(await people.tags('ida')).toEqual([]);
  });

  it('are refused when they close a loop, with the path around it', async () => {
    const draft = draw({ name: 'Loop', if: [has('chain_c')], then: [add('chain_b')] });
    const { body: created } = await app.client.post<{ id: string }>('/api/v1/flows', { flow: draft });
    const refused = await app.client.post<ErrorBody>(`/api/v1/flows/${created.id}/publish`, {
      apply: 'new_events',
      revision: 1,
    });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: 'flow_loop' } } });
    const path = refused.body.error.params?.path as { id: string; name: string }[];
    expect(path).toHaveLength(3);
    expect(path[0]).toEqual(path[2]);
    expect(new Set(path.map(({ name }) => name))).toEqual(new Set(['Loop', 'C']));
    expect(path.find(({ name }) => name === 'Loop')?.id).toBe(created.id);
  });

  it('read fields that rules set, in the same step, and leave a receipt of it', async () => {
    await createTag(app, 'found');
    const setField: ActionData = { action: 'setField', field: 'city', value: '昆明', membership: 'every' };
    await publish(app, draw({ name: 'Found', if: [city('昆明')], then: [add('found')] }), 'new_events');
    await people.does('someone', 'moved', { amount: 1 });
    const flow = draw({ name: 'Move', on: ['moved'], if: [amountOver(0)], then: [setField] });
    await publish(app, flow, 'new_events');
    await people.does('jay', 'moved', { amount: 1 });
    expect(await people.tags('jay')).toEqual(['found']);
    await people.does('jay', 'moved', { amount: 1 });
    expect(await people.deliveries('jay')).toMatchObject([
      { kind: 'setField', status: 'delivered', receipt: { before: null, after: '昆明' } },
      { kind: 'setField', status: 'delivered', receipt: { before: '昆明', after: '昆明' } },
    ]);
  });

  it('are stopped by a fuse when they go round and round, and the health says so', async () => {
    const { rows } = await app.database.pool.query<{ id: string }>(
      `INSERT INTO tag_groups (key, name, category, exclusive) VALUES ('seesaw', '{"zh-CN":"跷跷板"}', 'value', true) RETURNING id::text AS id`,
    );
    await createTag(app, 'up', { groupId: rows[0].id });
    await createTag(app, 'down', { groupId: rows[0].id });
    await publish(app, draw({ name: 'Up', if: [city('常州')], then: [add('up')] }), 'new_events');
    const down = draw({ name: 'Down', if: [has('up')], then: [add('down', { priority: 9 })] });
    await publish(app, down, 'new_events');
    const fuses = async () => (await app.anonymous.get<Health>('/api/health')).body.problems?.hopFuses;
    expect(await fuses()).toBe(0);
    await people.has('kim', { city: '常州' });
    expect(await fuses()).toBe(1);
    expect((await people.history('kim', 'down')).length).toBeLessThanOrEqual(9);
  });
});
