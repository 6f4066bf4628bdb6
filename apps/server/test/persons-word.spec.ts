import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerDetail, ErrorBody, WhyResponse } from '@tagloom/contracts';
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
