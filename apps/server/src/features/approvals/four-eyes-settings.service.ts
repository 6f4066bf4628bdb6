import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { FourEyesChange, FourEyesSettings } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { actorKey } from '../../platform/access/actor-key.js';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { roleRefused } from './approval-failures.js';
import { FourEyesRepository } from './four-eyes.repository.js';

/** What takes two people: for the whole organisation, set by those who administer all of it. */
@Injectable()
export class FourEyesSettingsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: FourEyesRepository,
    private readonly clock: Clock,
  ) {}

  async find(context: ActorContext): Promise<FourEyesSettings> {
    requireScope(context);
    return this.repository.read(this.pool);
  }

  async save(context: ActorContext, after: FourEyesSettings): Promise<FourEyesSettings> {
    const { actor, departmentId } = requireScope(context);
    if (departmentId !== null) throw roleRefused('Ask an administrator of the whole organisation');
    return inTransaction(this.pool, async (client) => {
      const before = await this.repository.read(client, 'FOR UPDATE');
      if ((Object.keys(after) as (keyof FourEyesSettings)[]).every((act) => after[act] === before[act])) return before;
      await this.repository.write(client, after);
      const by = { id: actorKey(actor), name: actor.name };
      await this.repository.record(client, { before, after, by, at: this.clock.now() });
      return after;
    });
  }

  async changes(context: ActorContext): Promise<FourEyesChange[]> {
    requireScope(context);
    return this.repository.changes(this.pool);
  }
}
