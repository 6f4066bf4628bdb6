import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Metric } from '@tagloom/contracts';
import type { TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { add, amountOver, city, minutes, paid } from './support/drawn-parts.js';
import { createTag, eventually, publish, republish, runEnd } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { openPeople, type People } from './support/people.js';

const clock = new MovingClock('2026-03-02T04:00:00Z');
let app: TestApp;
let people: People;

beforeAll(async () => {
  ({ app, people } = await openPeople(clock));
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
