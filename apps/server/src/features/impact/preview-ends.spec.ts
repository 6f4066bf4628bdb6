import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FlowDetail, FlowPreview, Run } from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { waitFor } from '../../testing/wait-for.js';

const CUSTOMERS = 25_000;
/** As long as it is held, no run gets beyond its first stretch. */
const BARRIER = 42;

describe('an impact preview that does not get to its end', () => {
  let database: TestDatabase;
  let test: TestApp;
  let flowId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    test = await createTestApp({ database, role: { api: true, worker: false } });
    await seedCustomers(database.pool, 1, 20_000);
    await database.pool.query(
      `INSERT INTO customers (p_city) SELECT CASE WHEN n % 5 = 0 THEN '上海' ELSE '北京' END FROM generate_series(2, ${CUSTOMERS}) n`,
    );
    await database.pool.query(`
      UPDATE customers SET tags = '{}';
      CREATE FUNCTION wait_half_way() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM runs WHERE done > 0 AND status = 'running') THEN PERFORM pg_advisory_xact_lock(${BARRIER}); END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER wait_half_way BEFORE UPDATE OF cursor ON runs FOR EACH STATEMENT EXECUTE FUNCTION wait_half_way()`);
    const shanghai = { fact: 'profile.city', operator: 'equal', value: '上海' };
    const flow = drawFlow('上海', [shanghai], [addTag('vip')]);
    flowId = (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body.id;
  });
  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  const start = async () => (await test.client.post<Run>(`/api/v1/flows/${flowId}/preview`, { revision: 1 })).body.id;
  const run = async (id: string) => (await test.client.get<Run>(`/api/v1/runs/${id}`)).body;
  const preview = async () => (await test.client.get<FlowPreview>(`/api/v1/flows/${flowId}/preview`)).body;
  const kept = async () => (await database.pool.query<object>('SELECT run_id FROM flow_previews')).rows.length;
  /** What a preview must not leave, and its result. */
  const traces = async () => {
    const { rows } = await database.pool.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM claims) AS claims, (SELECT count(*)::int FROM changes) AS changes,
         (SELECT count(*)::int FROM claim_slots) AS slots,
         (SELECT count(*)::int FROM flow_previews WHERE result IS NOT NULL) AS results`,
    );
    return rows[0];
  };
  const asWorker = async (work: () => Promise<void>) => {
    const worker = await createTestApp({ database, role: { api: false, worker: true } });
    await work().finally(() => worker.close());
  };

  it('leaves nothing when it is cancelled half-way', async () => {
    const holder = await database.pool.connect();
    await holder.query('SELECT pg_advisory_lock($1)', [BARRIER]);
    const id = await start();
    await asWorker(async () => {
      await waitFor(
        () => run(id),
        ({ done }) => done === 10_000,
      );
      expect((await test.client.post<Run>(`/api/v1/runs/${id}/cancel`)).status).toBe(200);
      await holder.query('SELECT pg_advisory_unlock($1)', [BARRIER]);
      holder.release();
      await waitFor(
        () => run(id),
        ({ status }) => status === 'cancelled',
      );
    });
    expect(await kept()).toBe(0);
    expect(await preview()).toMatchObject({ impact: null, revision: null, run: { id, status: 'cancelled' } });
  });

  it('leaves nothing when it is cancelled before it has begun, or superseded', async () => {
    const first = await start();
    const second = await start();
    expect((await run(first)).status).toBe('cancelled');
    await test.client.post(`/api/v1/runs/${second}/cancel`);
    expect(await kept()).toBe(0);
  });

  it('leaves nothing when its process is killed half-way, and another one begins anew', async () => {
    const role = `doomed_${randomBytes(4).toString('hex')}`;
    await database.query(`CREATE ROLE ${role} SUPERUSER LOGIN PASSWORD '${role}'`);
    const address = new URL(database.url);
    [address.username, address.password] = [role, role];
    const holder = await database.pool.connect();
    await holder.query('SELECT pg_advisory_lock($1)', [BARRIER]);
    const id = await start();
    const settings = { databaseUrl: address.href };
    const doomed = await createTestApp({ database, role: { api: false, worker: true }, settings });
    await waitFor(
      () => run(id),
      ({ done }) => done === 10_000,
    );
    // What the database sees of a process that is killed: its connections end, and nothing ever comes from it again.
    await database.query(`ALTER ROLE ${role} NOLOGIN`);
    await database.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [role]);
    await holder.query('SELECT pg_advisory_unlock($1)', [BARRIER]);
    holder.release();
    expect(await run(id)).toMatchObject({ status: 'running', done: 10_000 });
    expect((await preview()).impact).toBeNull();
    expect(await traces()).toEqual({ claims: 0, changes: 0, slots: 0, results: 0 });
    await asWorker(async () => {
      await waitFor(
        () => run(id),
        ({ status }) => status === 'done',
      );
    });
    expect(await run(id)).toMatchObject({ done: CUSTOMERS, total: CUSTOMERS });
    expect((await preview()).impact).toMatchObject({ total: CUSTOMERS });
    expect(await traces()).toEqual({ claims: 0, changes: 0, slots: 0, results: 1 });
    await doomed.close().catch(() => undefined);
    await database.query(`DROP ROLE ${role}`);
  });

  it('starts over when its process was killed, once nobody else is at it', async () => {
    const id = await start();
    await database.pool.query(
      `UPDATE runs SET status = 'running', started_at = now(), cursor = 10000, done = 10000, changed = 777 WHERE id = $1`,
      [id],
    );
    const other = await database.pool.connect();
    await other.query('SELECT pg_advisory_lock(7461002, $1)', [Number(id)]);
    await asWorker(async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(await run(id)).toMatchObject({ status: 'running', done: 10_000, changed: 777 });
      await other.query('SELECT pg_advisory_unlock(7461002, $1)', [Number(id)]);
      other.release();
      await waitFor(
        () => run(id),
        ({ status }) => status === 'done',
      );
    });
    expect(await run(id)).toMatchObject({ done: CUSTOMERS, total: CUSTOMERS });
    expect((await preview()).impact).toMatchObject({
      total: CUSTOMERS,
      unchanged: CUSTOMERS - ((await run(id)).changed ?? NaN),
    });
    expect((await run(id)).changed).toBeGreaterThan(4_900);
  });
});
