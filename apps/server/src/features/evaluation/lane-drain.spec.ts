import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { Evaluator } from './evaluator.js';
import { LaneDrain } from './lane-drain.js';
import type { RuntimeService } from './runtime.service.js';

/** Longer than any chain of promises between the end of a transaction and that of a drain. */
const MOMENTS = 40;

/** An empty lane in a database that answers at once; `looks` counts how often it was read. */
function emptyLane() {
  const counter = { looks: 0, onCommit: () => undefined as void };
  const query = (statement: string | { name: string }) => {
    if (statement === 'COMMIT') counter.onCommit();
    const name = typeof statement === 'string' ? statement : statement.name;
    if (name === 'lane-undone') counter.looks += 1;
    return Promise.resolve({ rows: name === 'lane-lock' ? [{ version: '1' }] : [] });
  };
  const client = { query, release: () => undefined };
  const pool = { connect: () => Promise.resolve(client), query } as unknown as Pool;
  const runtimes = { at: () => Promise.resolve({ version: '1' }) } as unknown as RuntimeService;
  return { counter, drain: new LaneDrain(pool, runtimes, {} as Evaluator) };
}

describe('a lane that is woken while a drain ends', () => {
  it('is looked at again, at whatever moment after the last commit', async () => {
    const missed: number[] = [];
    for (let moments = 0; moments < MOMENTS; moments++) {
      const { counter, drain } = emptyLane();
      const committed = new Promise<void>((resolve) => (counter.onCommit = resolve));
      const first = drain.drain(0);
      await committed;
      for (let moment = 0; moment < moments; moment++) await Promise.resolve();
      const before = counter.looks;
      await drain.drain(0);
      await first;
      if (counter.looks === before) missed.push(moments);
    }
    expect(missed).toEqual([]);
  });
});
