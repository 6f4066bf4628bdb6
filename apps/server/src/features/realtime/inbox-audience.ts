import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { log } from '../../platform/logging/pino-logger.js';

/** Whom messages are for: the recipients of inbox messages, as `<kind>:<id>`. */
@Injectable()
export class InboxAudience {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** People read what is for them, for any of their departments and for any of their roles, whichever they act in. */
  async of(recipients: readonly string[]): Promise<(context: ActorContext) => boolean> {
    const idsOf = (kind: string): string[] =>
      recipients.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1));
    const people = new Set(idsOf('user'));
    for (const id of await this.peopleIn(idsOf('department'), idsOf('role'))) people.add(id);
    return ({ actor }) => actor.kind === 'person' && people.has(actor.id);
  }

  private async peopleIn(departments: string[], roles: string[]): Promise<string[]> {
    if (departments.length + roles.length === 0) return [];
    try {
      const { rows } = await this.pool.query<{ id: string }>(
        `SELECT DISTINCT user_id::text AS id FROM department_roles WHERE department_id::text = ANY($1) OR role = ANY($2)`,
        [departments, roles],
      );
      return rows.map(({ id }) => id);
    } catch (error) {
      log.warn({ err: error }, 'could not tell whom a message is for');
      return [];
    }
  }
}
