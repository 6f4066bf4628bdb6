import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, Run } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { toRun } from './run-view.js';
import type { RunRow } from './runs.repository.js';

const row: RunRow = {
  id: '1',
  kind: 'backfill',
  status: 'running',
  title: '高价值',
  flow_id: 3,
  flow_version: 2,
  metric_id: null,
  tag_id: null,
  stance: null,
  by: null,
  total: 1000,
  done: 250,
  changed: 40,
  started_by: '王芳',
  created_at: new Date(0),
  seconds: 5,
  finished_at: null,
  error: null,
};

const NOTHING = { tag: undefined, own: false };

describe('a run', () => {
  it('says how fast it is and how long it will still take', () => {
    expect(toRun(row, 0, NOTHING)).toMatchObject({ rate: 50, secondsLeft: 15, flowId: '3' });
  });

  it('promises nothing before it has done anything, and nothing when it has ended', () => {
    expect(toRun({ ...row, done: 0 }, 0, NOTHING)).toMatchObject({ rate: null, secondsLeft: null });
    expect(toRun({ ...row, status: 'queued', done: 0, seconds: null }, 0, NOTHING)).toMatchObject({
      rate: null,
      secondsLeft: null,
    });
    expect(toRun({ ...row, status: 'done', done: 1000 }, 0, NOTHING)).toMatchObject({ rate: 200, secondsLeft: null });
  });
});

describe('cancelling a run', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
  });
  afterAll(() => test.close());

  const insert = async (status: string) => {
    const { rows } = await test.database.pool.query<{ id: string }>(
      "INSERT INTO runs (kind, status, title, started_by) VALUES ('backfill', $1, 't', 'x') RETURNING id::text AS id",
      [status],
    );
    return rows[0].id;
  };
  const cancel = <T>(id: string) => test.client.post<T>(`/api/v1/runs/${id}/cancel`);

  it('ends a queued one at once, and asks a running one to stop', async () => {
    const [queued, running] = [await insert('queued'), await insert('running')];
    const { body } = await cancel<Run>(queued);
    expect(body.status).toBe('cancelled');
    expect(body.finishedAt).not.toBeNull();
    expect((await cancel<Run>(running)).body.status).toBe('running');
    const { rows } = await test.database.pool.query('SELECT cancel_requested FROM runs WHERE id = $1', [running]);
    expect(rows).toEqual([{ cancel_requested: true }]);
  });

  it.each(['done', 'failed', 'cancelled'])('is refused when it is %s', async (status) => {
    const refused = await cancel<ErrorBody>(await insert(status));
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'run_already_finished', params: { status } } },
    });
  });
});
