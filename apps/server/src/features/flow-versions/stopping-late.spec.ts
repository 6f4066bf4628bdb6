import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionData, Flow, FlowDetail, PublishResponse, Run, StopFlowResponse } from '@tagloom/contracts';
import { inTransaction } from '../../platform/database/transaction.js';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers, type Seed } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { waitFor } from '../../testing/wait-for.js';
import { Evaluator, type Work } from '../evaluation/evaluator.js';
import { RuntimeService } from '../evaluation/runtime.service.js';

/** As long as it is held, a nightly run that has decided does not get on. */
const BARRIER = 43;
const SHANGHAI = [{ fact: 'profile.city', operator: 'equal', value: '上海' }];

describe('a flow that is stopped while others work', () => {
  let database: TestDatabase;
  let test: TestApp;
  /** A process works on one run at a time. */
  let second: TestApp;
  let seed: Seed;
  let byHand: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    test = await createTestApp({ database });
    second = await createTestApp({ database, role: { api: false, worker: true } });
    seed = await seedCustomers(database.pool, 30, 20_000);
    byHand = seed.customers[0].id;
    await database.pool.query("UPDATE customers SET tags = '{}', p_city = '北京'");
    await database.pool.query(`
      CREATE FUNCTION wait_half_way() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.kind = 'nightly' AND NEW.cursor > OLD.cursor THEN PERFORM pg_advisory_xact_lock(${BARRIER}); END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER wait_half_way AFTER UPDATE OF cursor ON runs FOR EACH ROW EXECUTE FUNCTION wait_half_way()`);
  });
  afterAll(async () => {
    await second.close();
    await test.close();
    await database.drop();
  });

  const find = async (id: string) => (await test.client.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
  const run = async (id: string) => (await test.client.get<Run>(`/api/v1/runs/${id}`)).body;
  const ended = (id: string) =>
    waitFor(
      () => run(id),
      ({ finishedAt }) => finishedAt !== null,
    );
  const publish = async (flow: Flow, id?: string) => {
    const flowId = id ?? (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body.id;
    const { revision } = await find(flowId);
    const { body } = await test.client.post<PublishResponse>(`/api/v1/flows/${flowId}/publish`, {
      apply: 'everyone',
      revision,
    });
    expect((await ended(body.run?.id ?? '')).status).toBe('done');
    return flowId;
  };
  const stop = async (id: string) => {
    const { status, body } = await test.client.post<StopFlowResponse>(`/api/v1/flows/${id}/stop`, {});
    expect(status).toBe(200);
    return body.run?.id as string;
  };
  /** Nobody has been asked about it yet. */
  const moveTo = (city: string) => database.pool.query('UPDATE customers SET p_city = $1', [city]);
  const leftOf = async (id: string) => {
    const { rows } = await database.pool.query<{ claims: number; held: number }>(
      `SELECT (SELECT count(*)::int FROM claims WHERE source = 'flow' AND source_id = $1::text) AS claims,
         (SELECT count(*)::int FROM customers c WHERE EXISTS (SELECT FROM claim_slots s WHERE s.flow_id = $1::int AND s.id = ANY(c.held))) AS held`,
      [id],
    );
    return rows[0];
  };
  const review = (): Work[] => [{ customerId: byHand, steps: [{ cause: 'review', at: Date.now() }] }];

  it('gives nothing in an evaluation that goes by the definitions of before', async () => {
    await moveTo('北京');
    const id = await publish(drawFlow('旧定义', SHANGHAI, [addTag('vip')]));
    const before = await test.app.get(RuntimeService).current();
    await moveTo('上海');
    await ended(await stop(id));
    await inTransaction(database.pool, (client) => test.app.get(Evaluator).evaluate(client, before, review()));
    expect(await leftOf(id)).toEqual({ claims: 0, held: 0 });
  });

  it('takes back what an evaluation that had begun before writes last of all', async () => {
    await moveTo('北京');
    const id = await publish(drawFlow('写得晚', SHANGHAI, [addTag('vip')]));
    await moveTo('上海');
    const before = await test.app.get(RuntimeService).current();
    const late = await database.pool.connect();
    await late.query('BEGIN');
    await test.app.get(Evaluator).evaluate(late, before, review());
    const runId = await stop(id);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const meanwhile = (await run(runId)).status;
    await late.query('COMMIT');
    late.release();
    expect((await ended(runId)).status).toBe('done');
    expect(await leftOf(id)).toEqual({ claims: 0, held: 0 });
    expect(meanwhile).toBe('running');
  });

  it('takes back what a run over everyone was giving at that moment, and stays away', async () => {
    await moveTo('北京');
    const id = await publish(drawFlow('夜间', SHANGHAI, [addTag('vip')]));
    await moveTo('上海');
    const holder = await database.pool.connect();
    await holder.query('SELECT pg_advisory_lock($1)', [BARRIER]);
    const nightly = (await test.client.post<Run>('/api/v1/runs', { kind: 'nightly' })).body.id;
    const isWaiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ${BARRIER}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await waitFor(
      async () => (await database.pool.query(isWaiting)).rowCount,
      (waiting) => waiting === 1,
    );
    const stopRun = await stop(id);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await holder.query('SELECT pg_advisory_unlock($1)', [BARRIER]);
    holder.release();
    expect([(await ended(nightly)).status, (await ended(stopRun)).status]).toEqual(['done', 'done']);
    expect(await leftOf(id)).toEqual({ claims: 0, held: 0 });
  });

  it('waits no longer when its run is cancelled', async () => {
    await moveTo('北京');
    const id = await publish(drawFlow('取消停用', SHANGHAI, [addTag('vip')]));
    const other = await database.pool.connect();
    await other.query('BEGIN');
    await other.query("UPDATE customers SET p_city = '北京' WHERE id = $1", [byHand]);
    const runId = await stop(id);
    await waitFor(
      () => run(runId),
      ({ status }) => status === 'running',
    );
    await test.client.post(`/api/v1/runs/${runId}/cancel`);
    expect((await ended(runId)).status).toBe('cancelled');
    await other.query('ROLLBACK');
    other.release();
  });

  it('frees what was for one time: published anew, it is given again', async () => {
    await moveTo('上海');
    const once: ActionData = { action: 'addTag', tag: 'vip', membership: 'once' };
    const flow = drawFlow('一次', SHANGHAI, [once]);
    const id = await publish(flow);
    const all = await leftOf(id);
    expect(all).toEqual({ claims: seed.customers.length, held: seed.customers.length });
    await ended(await stop(id));
    expect(await leftOf(id)).toEqual({ claims: 0, held: 0 });
    await publish(flow, id);
    expect(await leftOf(id)).toEqual(all);
  });
});
