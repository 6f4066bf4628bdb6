import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FlowDetail } from '@tagloom/contracts';
import { Sweeper } from '../src/features/evaluation/sweeper.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { add } from './support/drawn-parts.js';
import { createTag, eventually, publish } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { People } from './support/people.js';

const clock = new MovingClock('2026-03-02T04:00:00Z');
let app: TestApp;
let people: People;

beforeAll(async () => {
  app = await createTestApp({ clock });
  people = new People(app, clock);
});
afterAll(() => app.close());

describe('a rule for new events only', () => {
  let flow: FlowDetail;

  it('was published when the clock says so, not the database', async () => {
    await people.has('ann', { birthday: '1990-03-05' });
    await people.has('ben', { birthday: '1990-03-05' });
    await people.does('ann', 'paid', { amount: 1 });
    clock.pass(1);
    await createTag(app, 'soon');
    const soon = { fact: 'profile.birthday', operator: 'anniversaryInDays', value: 1 };
    flow = await publish(app, draw({ name: 'Soon', if: [soon], then: [add('soon')] }), 'new_events');
    expect(flow.publishedAt).toBe(clock.now().toISOString());
  });

  it('counts from then on who had an event, as time passes', async () => {
    clock.pass(1);
    await people.does('ben', 'paid', { amount: 1 });
    clock.moveTo('2026-03-04T04:00:00Z');
    await app.app.get(Sweeper, { strict: false }).sweep();
    await eventually(async () => ((await people.tags('ben')).includes('soon') ? true : null));
    expect(await people.tags('ann')).toEqual([]);
  });
});
