import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CountResponse } from '@tagloom/contracts';
import type { TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { add, city } from './support/drawn-parts.js';
import { createTag, publish } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { openPeople, type People } from './support/people.js';

const clock = new MovingClock('2026-03-02T04:00:00Z');
let app: TestApp;
let people: People;

beforeAll(async () => {
  ({ app, people } = await openPeople(clock));
});
afterAll(() => app.close());

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
