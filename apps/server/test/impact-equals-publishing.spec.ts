import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Flow, FlowDetail, FlowNode, FlowPreview, Impact, PublishResponse, Run } from '@tagloom/contracts';
import { CatalogService } from '../src/features/catalog/catalog.service.js';
import { PopulationPreview, type PreviewedCustomer } from '../src/features/evaluation/population-preview.js';
import { RuntimeService } from '../src/features/evaluation/runtime.service.js';
import { drawFlow } from '../src/testing/draw-flow.js';
import { generator, seedCustomers } from '../src/testing/seed-customers.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { waitFor } from '../src/testing/wait-for.js';

type Action = Extract<FlowNode, { kind: 'action' }>['data'];
type Random = (below: number) => number;

const CUSTOMERS = 240;
const ROUNDS = 24;
const CITIES = ['上海', '北京', '杭州'];

const is = (tag: string) => ({ fact: `tag.${tag}`, operator: 'equal', value: true });
const LEAVES = [
  ...CITIES.map((city) => ({ fact: 'profile.city', operator: 'equal', value: city })),
  { fact: 'profile.city', operator: 'isUnknown' },
  { fact: 'profile.birthday', operator: 'before', value: '1985-01-01' },
  { fact: 'profile.name', operator: 'contains', value: '1' },
  { fact: 'profile.name', operator: 'isKnown' },
  is('vip'),
  { fact: 'tag.vip', operator: 'equal', value: false },
];
const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)];

function randomAction(random: Random): Action {
  const membership = pick(random, ['while', 'while', 'once', 'every'] as const);
  const priority = random(3);
  const hold = membership === 'while' && random(3) === 0 ? { hold: { amount: 2, unit: 'day' as const } } : {};
  const valid = membership !== 'while' && random(3) === 0 ? { validFor: { amount: 3, unit: 'day' as const } } : {};
  const tag = pick(random, ['potential', 'active']);
  return pick(random, [
    { action: 'addTag', tag, membership, priority, ...hold, ...valid },
    { action: 'addTag', tag, membership, priority, ...hold, ...valid },
    { action: 'removeTag', tag, membership: 'while', priority },
    { action: 'setTag', tag: 'grade', value: pick(random, ['A', 'B']), membership, priority, ...hold, ...valid },
    { action: 'setField', field: 'occupation', value: `职业${random(2)}`, membership: pick(random, ['once', 'every']) },
  ] as Action[]);
}

function randomFlow(name: string, random: Random): Flow {
  const leaves = Array.from({ length: 1 + random(3) }, () => pick(random, LEAVES));
  const actions = Array.from({ length: 1 + random(3) }, () => randomAction(random));
  const flow = drawFlow(name, leaves, actions, pick(random, ['all', 'any'] as const));
  return random(4) === 0 ? { ...flow, audience: { exclude: ['vip'] } } : flow;
}

/** Other flows that read what drafts write. */
const READERS = [
  drawFlow('分数', [is('potential')], [{ action: 'setTag', tag: 'score', value: 5, membership: 'while' }]),
  drawFlow(
    '等级联动',
    [{ fact: 'tag.grade', operator: 'equal', value: 'A' }],
    [{ action: 'addTag', tag: 'active', membership: 'while', priority: 1 } as Action],
  ),
  drawFlow(
    '职业',
    [{ fact: 'profile.occupation', operator: 'isKnown' }, is('active')],
    [{ action: 'setTag', tag: 'score', value: 9, membership: 'while', priority: 2 } as Action],
  ),
];

interface State {
  tags: number[];
  values: Record<string, unknown> | null;
}

describe('an impact preview', () => {
  let test: TestApp;
  const random = generator(Number(process.env.SEED ?? 11));

  beforeAll(async () => {
    test = await createTestApp();
    await seedCustomers(test.database.pool, CUSTOMERS, 20_000);
    await test.database.pool.query("UPDATE customers SET tags = '{}'");
    for (const flow of READERS) await publish(await create(flow), 1, 'new_events');
    for (let customer = 1; customer <= CUSTOMERS; customer++) await byHand(customer);
  });
  afterAll(() => test.close());

  const create = async (flow: Flow) => (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body.id;

  /** A third of the customers carry what people did: tags that they gave and tags that they forbid. */
  async function byHand(customer: number): Promise<void> {
    const tag = pick(random, ['vip', 'vip', 'potential', 'active']);
    const path = `/api/v1/customers/${customer}/tags`;
    if (random(3) === 0) await test.client.post(path, { tag });
    else if (random(5) === 0) await test.client.delete(path, { tag, reason: '顾客要求' });
  }

  const run = async (id: string) =>
    waitFor(
      async () => (await test.client.get<Run>(`/api/v1/runs/${id}`)).body,
      ({ status }) => status !== 'queued' && status !== 'running',
    );

  async function publish(id: string, revision: number, apply: 'everyone' | 'new_events'): Promise<void> {
    const published = await test.client.post<PublishResponse>(`/api/v1/flows/${id}/publish`, { apply, revision });
    expect(published.status).toBe(200);
    if (published.body.run) expect((await run(published.body.run.id)).status).toBe('done');
  }

  async function states(): Promise<Map<string, State>> {
    const { rows } = await test.database.pool.query<State & { id: string }>(
      'SELECT id::text AS id, tags, tag_values AS values FROM customers ORDER BY id',
    );
    return new Map(rows.map(({ id, tags, values }) => [id, { tags, values }]));
  }

  /** Customer by customer. */
  async function foreseen(flowId: string, flow: Flow): Promise<Map<string, PreviewedCustomer>> {
    const get = <T>(type: abstract new (...args: never[]) => T) => test.app.get<T>(type as never, { strict: false });
    const client = await test.database.pool.connect();
    try {
      const loaded = await get(CatalogService).current();
      const future = await get(RuntimeService).withDraft(client, loaded, { flowId: Number(flowId), flow });
      const found = new Map<string, PreviewedCustomer>();
      await get(PopulationPreview).run(client, future, new Date(), ({ decided }) => {
        for (const customer of decided) found.set(customer.row.id, customer);
        return Promise.resolve(true);
      });
      return found;
    } finally {
      client.release();
    }
  }

  /** Null for a draft that makes no sense, such as one that asks for two cities at once. */
  async function preview(flowId: string, revision: number): Promise<Impact | null> {
    const started = await test.client.post<Run>(`/api/v1/flows/${flowId}/preview`, { revision });
    if (started.status === 422) return null;
    expect(started.status).toBe(201);
    expect((await run(started.body.id)).status).toBe('done');
    return (await test.client.get<FlowPreview>(`/api/v1/flows/${flowId}/preview`)).body.impact as Impact;
  }

  const effects = async () =>
    (await test.database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM deliveries')).rows[0].n;

  const drafts: { id: string; revision: number }[] = [];

  /** A new flow, or another version of an earlier one: what was once may then be while, and slots come back. */
  async function nextDraft(round: number): Promise<{ id: string; revision: number; flow: Flow }> {
    const flow = randomFlow(`第 ${round} 轮`, random);
    const earlier = drafts.length > 0 && random(2) === 0 ? pick(random, drafts) : null;
    if (!earlier) {
      const draft = { id: await create(flow), revision: 1 };
      drafts.push(draft);
      return { ...draft, flow };
    }
    const saved = await test.client.put(`/api/v1/flows/${earlier.id}/draft`, { flow, revision: earlier.revision });
    expect(saved.status).toBe(200);
    earlier.revision += 1;
    return { ...earlier, flow };
  }

  it('equals what publishing to everyone then does, customer by customer, on generated populations', async () => {
    const seen = { changed: 0, lost: 0, revalued: 0, byOthers: 0, effects: 0 };
    for (let round = 0; round < ROUNDS;) {
      for (let n = 0; n < 10; n++) await byHand(1 + random(CUSTOMERS));
      const draft = await nextDraft(round);
      const impact = await preview(draft.id, draft.revision);
      if (!impact) continue;
      round += 1;
      const expected = await foreseen(draft.id, draft.flow);
      const [before, orders] = [await states(), await effects()];
      await publish(draft.id, draft.revision, 'everyone');
      const after = await states();

      const asForeseen = new Map([...before].map(([id, state]) => [id, stateOf(expected.get(id)) ?? state]));
      expect({ round, flow: draft.flow, after }).toEqual({ round, flow: draft.flow, after: asForeseen });
      const changed = [...before].filter(([id, state]) => JSON.stringify(state) !== JSON.stringify(after.get(id)));
      const happened = (await effects()) - orders;
      expect({ round, changed: impact.changed, unchanged: impact.unchanged }).toEqual({
        round,
        changed: changed.length,
        unchanged: CUSTOMERS - changed.length,
      });
      const count = (picks: (id: string, was: State) => boolean) =>
        changed.filter(([id, was]) => picks(id, was)).length;
      const now = (id: string) => after.get(id) as State;
      expect([impact.gained, impact.lost]).toEqual([
        count((id, was) => now(id).tags.some((tag) => !was.tags.includes(tag))),
        count((id, was) => was.tags.some((tag) => !now(id).tags.includes(tag))),
      ]);
      expect(impact.effects.reduce((sum, { count: n }) => sum + n, 0)).toBe(happened);
      seen.changed += impact.changed;
      seen.lost += impact.lost;
      seen.revalued += impact.revalued;
      seen.effects += happened;
      seen.byOthers += impact.flows.length;
    }
    // Nothing of all that may be missing from what was generated.
    expect(Object.entries(seen).filter(([, n]) => n < 5)).toEqual([]);
  }, 240_000);
});

const stateOf = (customer: PreviewedCustomer | undefined): State | undefined =>
  customer && { tags: customer.result.tags, values: customer.result.tagValues };
