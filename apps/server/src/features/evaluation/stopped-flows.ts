import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { RuntimeService } from './runtime.service.js';
import type { Runtime } from './runtime.js';

/** What an evaluation must not go by, though it was in force when its definitions were read. */
@Injectable()
export class StoppedFlows {
  constructor(private readonly runtimes: RuntimeService) {}

  /**
   * The runtime without flows that have ended. To be asked when the customers are locked: whoever looks before the flow has ended
   * is then known to the database, and the run that takes its claims back waits for them (`stop-run.ts`).
   *
   * Where claims and slots have gone over to other tags meanwhile (a merge, a split, their undoing), another runtime: an older one
   * would ask the customers of now by the tags of then. Who was locked before that is judged by the older version altogether.
   */
  async leaveOut(client: ClientBase, runtime: Runtime): Promise<Runtime> {
    if (runtime.flows.length === 0) return runtime;
    const { rows } = await client.query<{ isFenced: boolean; stopped: number[] }>({
      name: 'evaluation-stopped-flows',
      text: `SELECT fence > $2::bigint AS "isFenced", ARRAY(SELECT id FROM unnest($1::int[]) AS asked (id)
               WHERE NOT EXISTS (SELECT FROM flows f WHERE f.id = asked.id AND f.version IS NOT NULL)) AS stopped
             FROM catalog_state`,
      values: [runtime.flows.map(({ id }) => id), runtime.version],
    });
    const [{ isFenced, stopped }] = rows;
    if (isFenced) return this.runtimes.within(client);
    if (stopped.length === 0) return runtime;
    return { ...runtime, flows: runtime.flows.filter(({ id }) => !stopped.includes(id)) };
  }
}
