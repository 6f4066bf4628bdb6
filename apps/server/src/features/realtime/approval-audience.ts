import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Pool } from 'pg';
import { actorKey } from '../../platform/access/actor-key.js';
import { POOL } from '../../platform/database/pool.token.js';
import { log } from '../../platform/logging/pino-logger.js';

/** Whom approvals are for: whoever asked or decided, those who were told that they may decide, and who answers for it all. */
@Injectable()
export class ApprovalAudience {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async of(ids: readonly string[]): Promise<(context: ActorContext) => boolean> {
    const people = new Set(await this.peopleOf(ids));
    return ({ actor, role, departmentId, seeAs }) =>
      !seeAs && (people.has(actorKey(actor)) || (departmentId === null && (role === 'admin' || role === 'compliance')));
  }

  private async peopleOf(ids: readonly string[]): Promise<string[]> {
    try {
      const { rows } = await this.pool.query<{ who: string }>(
        `SELECT DISTINCT u.who FROM approvals a, unnest(array_append(array_append(
           (SELECT array_agg('person:' || t) FROM unnest(a.told) t), a.asked_by_id), a.decided_by_id)) AS u (who)
         WHERE a.id = ANY ($1::bigint[]) AND u.who IS NOT NULL`,
        [ids],
      );
      return rows.map(({ who }) => who);
    } catch (error) {
      log.warn({ err: error }, 'could not tell whom an approval is for');
      return [];
    }
  }
}
