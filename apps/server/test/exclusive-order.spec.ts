import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TagGroup } from '@tagloom/contracts';
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

describe('a new order in an exclusive group', () => {
  it('holds for those whom rules had given several of its tags, and is asked of nobody else', async () => {
    const group = await app.client.post<TagGroup>('/api/v1/tag-groups', {
      ...{ key: 'stage', name: { 'zh-CN': '阶段' }, category: 'value', exclusive: true },
    });
    const groupId = group.body.id;
    const first = await createTag(app, 'stage_first', { groupId });
    const second = await createTag(app, 'stage_second', { groupId });
    const both = [add('stage_first'), add('stage_second')];
    await publish(app, draw({ name: 'Both', if: [city('苏州')], then: both }), 'new_events');
    await publish(app, draw({ name: 'One', if: [city('杭州')], then: [add('stage_first')] }), 'new_events');
    await people.has('fay', { city: '苏州' });
    const one = await people.has('gil', { city: '杭州' });
    expect([await people.tags('fay'), await people.tags('gil')]).toEqual([['stage_first'], ['stage_first']]);
    const reviewOf = async () =>
      (await app.database.query<{ at: Date | null }>('SELECT next_review_at AS at FROM customers WHERE id = $1', [one]))
        .rows[0].at;
    const before = await reviewOf();
    const order = (tagIds: string[]) => app.client.put(`/api/v1/tag-groups/${groupId}/order`, { tagIds });
    expect((await order([second.id, first.id])).status).toBe(200);
    await people.willHave('fay', ['stage_second']);
    expect(await people.history('fay', 'stage_first')).toContain('beaten');
    expect([await people.tags('gil'), await reviewOf()]).toEqual([['stage_first'], before]);
    await order([first.id, second.id]);
    await people.willHave('fay', ['stage_first']);
  });
});
