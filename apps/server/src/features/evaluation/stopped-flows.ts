import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import type { Runtime } from './runtime.js';

/** Flows that ended after the definitions were read by which an evaluation goes. */
@Injectable()
export class StoppedFlows {
  /**
   * The runtime without them. To be asked when the customers are locked: whoever looks before the flow has ended is then known
   * to the database, and the run that takes its claims back waits for them (`stop-run.ts`).
   */
  async leaveOut(client: ClientBase, runtime: Runtime): Promise<Runtime> {
    if (runtime.flows.length === 0) return runtime;
    const { rows } = await client.query<{ id: number }>({
      name: 'evaluation-stopped-flows',
      text: `SELECT id FROM unnest($1::int[]) AS asked (id)
             WHERE NOT EXISTS (SELECT FROM flows f WHERE f.id = asked.id AND f.version IS NOT NULL)`,
      values: [runtime.flows.map(({ id }) => id)],
    });
    if (rows.length === 0) return runtime;
    const stopped = new Set(rows.map(({ id }) => id));
    return { ...runtime, flows: runtime.flows.filter(({ id }) => !stopped.has(id)) };
  }
}
