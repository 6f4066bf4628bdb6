import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Flow, FlowDetail, FlowNode } from '@tagloom/contracts';
import { FlowError } from '@tagloom/rule-engine';
import { CatalogService } from '../catalog/catalog.service.js';
import { drawFlow } from '../../testing/draw-flow.js';
import { generator, seedCustomers, type Seed } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { CustomerEvaluation } from './customer-evaluation.js';
import { CustomerRowsRepository } from './customer-rows.repository.js';
import type { CustomerRow } from './customer-state.js';
import { reachOf } from './draft-reach.js';
import type { DraftRuntime } from './draft-runtime.js';
import { Ledger, type ClaimRecord } from './ledger.js';
import { LedgerRepository } from './ledger.repository.js';
import { PopulationPreview, type PreviewedCustomer } from './population-preview.js';
import type { ClaimSlot } from './runtime.js';
import { RuntimeService } from './runtime.service.js';

type Action = Extract<FlowNode, { kind: 'action' }>['data'];

const CUSTOMERS = 300;
const ROUNDS = 40;
const DAY = 86_400_000;

const is = (tag: string, value: unknown = true) => ({ fact: `tag.${tag}`, operator: 'equal', value });
const inCity = (city: string) => ({ fact: 'profile.city', operator: 'equal', value: city });
const CONDITIONS = [
  inCity('上海'),
  inCity('北京'),
  { fact: 'metric.orders', operator: 'greaterThan', value: 4 },
  { fact: 'profile.occupation', operator: 'isKnown' },
  is('vip'),
  is('potential'),
  is('grade', 'A'),
  { fact: 'profile.name', operator: 'matches', value: '^\\p{Han}.*1' },
];

/** Other flows, some of which answer to what drafts change, and some of which have claims in tags that drafts change. */
const PUBLISHED = [
  drawFlow('分数', [is('potential')], [{ action: 'setTag', tag: 'score', value: 5, membership: 'while' }]),
  drawFlow('等级联动', [is('grade', 'A')], [{ action: 'addTag', tag: 'active', membership: 'while' } as Action]),
  drawFlow(
    '职业',
    [{ fact: 'profile.occupation', operator: 'isKnown' }],
    [{ action: 'addTag', tag: 'vip', membership: 'while' }],
  ),
  drawFlow(
    '留两天',
    [inCity('杭州')],
    [{ action: 'addTag', tag: 'potential', membership: 'while', hold: { amount: 2, unit: 'day' } }],
  ),
];

/** A draft that goes round in a circle with published flows is refused before it is previewed. */
const unlessLoop = (error: unknown): null => {
  if (error instanceof FlowError) return null;
  throw error;
};

/** Without a worker: nothing is evaluated behind the test's back, and what is due stays due. */
describe('a customer of a preview', () => {
  const random = generator(Number(process.env.SEED ?? 5));
  const pick = <T>(from: readonly T[]): T => from[random(from.length)];
  const now = new Date();
  let test: TestApp;
  let seed: Seed;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    seed = await seedCustomers(test.database.pool, CUSTOMERS, 20_000);
    for (const flow of PUBLISHED) {
      const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body;
      const { status } = await test.client.post(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision: 1 });
      expect(status).toBe(200);
    }
  });
  afterAll(() => test.close());

  const get = <T>(type: abstract new (...args: never[]) => T) => test.app.get<T>(type as never, { strict: false });

  function randomDraft(name: string): Flow {
    const membership = () => pick(['while', 'once', 'every'] as const);
    const actions = Array.from(
      { length: 1 + random(2) },
      () =>
        pick<() => unknown>([
          () => ({
            action: 'addTag',
            tag: pick(['potential', 'active', 'vip']),
            membership: membership(),
            priority: random(3),
          }),
          () => ({ action: 'removeTag', tag: pick(['potential', 'vip']), membership: 'while', priority: random(3) }),
          () => ({ action: 'setTag', tag: 'grade', value: pick(['A', 'B']), membership: membership() }),
          () => ({ action: 'setField', field: 'occupation', value: `职业${random(2)}`, membership: 'every' }),
        ])() as Action,
    );
    const conditions = Array.from({ length: 1 + random(2) }, () => pick(CONDITIONS));
    return drawFlow(name, conditions, actions, pick(['all', 'any'] as const));
  }

  /** What people and flows have said of everyone, some of it over by now, and rows that are what it amounted to. */
  async function claimAtRandom({ runtime }: DraftRuntime): Promise<void> {
    const slots = [...runtime.slots.values()]
      .flat()
      .filter((slot): slot is ClaimSlot => slot.kind === 'claim' && slot.id < 2_000_000_000);
    const { pool } = test.database;
    await pool.query('DELETE FROM claims');
    const claims: { customerId: string; claim: ClaimRecord }[] = [];
    for (const { id } of seed.customers) {
      const own = new Map<string, ClaimRecord>();
      const held: number[] = [];
      const add = (claim: Partial<ClaimRecord> & Pick<ClaimRecord, 'tagId' | 'source' | 'sourceId'>) => {
        const record = { stance: 'assert', value: null, priority: random(3), since: now.getTime() - random(5) * DAY, slotId: null, sourceName: '', flowVersion: null, runId: null, eventSeq: null, reason: null, expiresAt: pick([null, null, null, now.getTime() - 3_600_000, now.getTime() + DAY]), ...claim } as ClaimRecord; // prettier-ignore
        own.set(`${record.tagId}/${record.source}/${record.sourceId}/${record.stance}`, record);
      };
      for (const slot of slots) {
        const kind = random(9);
        if (kind > 2) continue;
        held.push(pick([slot.id, slot.id, -slot.id]));
        if (kind > 0) add({ tagId: slot.tagId, source: 'flow', sourceId: String(slot.flowId), stance: slot.stance, value: slot.value, slotId: slot.id }); // prettier-ignore
      }
      for (const tagId of [seed.tags.vip, seed.tags.potential, seed.tags.active, seed.tags.score])
        if (random(7) === 0) add({ tagId, source: 'person', sourceId: '1', stance: pick(['assert', 'forbid']), value: tagId === seed.tags.score ? 7 : null }); // prettier-ignore
      const before = now.getTime() - DAY;
      const { tags, tagValues } = new Ledger(id, runtime, [...own.values()]).summary(before);
      const ends = [...own.values()].flatMap(({ expiresAt }) => expiresAt ?? []);
      await pool.query(
        'UPDATE customers SET tags = $2, tag_values = $3, held = $4, claim_review_at = to_timestamp($5) WHERE id = $1',
        [
          id,
          tags,
          tagValues && JSON.stringify(tagValues),
          held.sort((a, b) => a - b),
          ends.length > 0 ? Math.min(...ends) / 1000 : null,
        ],
      );
      for (const claim of own.values()) claims.push({ customerId: id, claim });
    }
    await get(LedgerRepository).insert(pool as never, claims);
  }

  interface Fate {
    tags: number[];
    values: Record<string, unknown> | null;
    orders: string[];
    changes: string[];
  }

  const fateOf = ({ result, orders, changes }: Pick<PreviewedCustomer, 'result' | 'orders' | 'changes'>): Fate => ({
    tags: result.tags,
    values: result.tagValues,
    orders: orders.map(({ dedupeKey }) => dedupeKey).sort(),
    changes: changes
      .map(({ tagId, kind, flowId, heldAfter }) => JSON.stringify([tagId, kind, flowId, heldAfter]))
      .sort(),
  });
  const asStored = (row: CustomerRow): Fate => ({ tags: row.tags, values: row.tagValues, orders: [], changes: [] });

  it('meets the fate that the evaluation gives them with all flows, all claims and json-rules-engine', async () => {
    const seen = { changed: 0, due: 0, byOthers: 0, narrow: 0 };
    const { pool } = test.database;
    const ids = seed.customers.map(({ id }) => id);
    for (let round = 0; round < ROUNDS;) {
      const flow = randomDraft(`草稿 ${round}`);
      const created = await test.client.post<FlowDetail>('/api/v1/flows', { flow });
      const client = await pool.connect();
      try {
        const draft = { flowId: Number(created.body.id), flow };
        const loaded = await get(CatalogService).current();
        const future = await get(RuntimeService).withDraft(client, loaded, draft).catch(unlessLoop);
        if (!future) continue;
        round += 1;
        await claimAtRandom(future);
        const foreseen = new Map<string, PreviewedCustomer>();
        await get(PopulationPreview).run(client, future, now, ({ decided }) => {
          for (const customer of decided) foreseen.set(customer.row.id, customer);
          return Promise.resolve(true);
        });
        const rows = await get(CustomerRowsRepository).read(client, ids);
        const claims = await get(LedgerRepository).load(client, ids);
        const step = { cause: 'run', at: now.getTime(), flowId: draft.flowId, runId: '0' } as const;
        for (const row of rows) {
          const isDue = row.claimReviewAt !== null && row.claimReviewAt <= step.at;
          const evaluation = new CustomerEvaluation(future.runtime, row);
          const ledger = new Ledger(row.id, future.runtime, claims.get(row.id) ?? []);
          const isAsked = foreseen.has(row.id) || isDue || evaluation.probe([step]) === null;
          const expected = isAsked
            ? await decided(new CustomerEvaluation(future.runtime, row), step, ledger)
            : asStored(row);
          const one = foreseen.get(row.id);
          const found = one ? fateOf(one) : asStored(row);
          expect({ round, row, found }).toEqual({ round, row, found: expected });
          if (one) expect(fateOf(await one.explained())).toEqual(found);
          seen.changed += expected.changes.length > 0 ? 1 : 0;
          seen.due += isDue ? 1 : 0;
          seen.byOthers += ledger.changes.some(({ flowId }) => flowId !== null && flowId !== draft.flowId) ? 1 : 0;
        }
        seen.narrow += reachOf(future.runtime, future.flow).flows.length < future.runtime.flows.length ? 1 : 0;
      } finally {
        client.release();
      }
    }
    expect(Object.entries(seen).filter(([, count]) => count < 10)).toEqual([]);
  }, 240_000);

  async function decided(
    evaluation: CustomerEvaluation,
    step: Parameters<CustomerEvaluation['run']>[0][number],
    ledger: Ledger,
  ): Promise<Fate> {
    const result = await evaluation.run([step], ledger);
    expect(evaluation.disagreements).toEqual([]);
    return fateOf({ result, orders: evaluation.orders, changes: ledger.changes });
  }
});
