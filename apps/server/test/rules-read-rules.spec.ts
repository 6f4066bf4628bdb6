import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionData, ErrorBody, Health } from '@tagloom/contracts';
import type { TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { add, amountOver, city, has, paid } from './support/drawn-parts.js';
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
