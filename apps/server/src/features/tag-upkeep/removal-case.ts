import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import type { ActSetting } from '../approvals/approval-act.js';
import { nothingToAsk } from '../approvals/approval-failures.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import type { Removal } from './group-removal.js';
import { refuseUsed, TagsInUse } from './still-used.js';
import { deletionCase } from './upkeep-cases.js';

/** What a deletion has to look at before somebody is asked to agree to it, for one tag as for a group of them. */
@Injectable()
export class RemovalCase {
  constructor(
    private readonly flows: FlowShapesRepository,
    private readonly inUse: TagsInUse,
    private readonly clock: Clock,
  ) {}

  async key({ client, catalog }: ActSetting, removal: Removal): Promise<string> {
    const keys = removal.tags.map(({ key }) => key);
    const shapes = await this.flows.all(client);
    await this.inUse.explainWithin(client, catalog, () => refuseUsed(keys, shapes));
    const guarded = await deletionCase(client, catalog.whole, removal, this.clock.now().getTime());
    if (!guarded) throw nothingToAsk();
    return guarded.key;
  }
}

/** Customers who have one of the tags, for those who may change them all. */
export async function customersWith(client: PoolClient, tagIds: readonly number[]): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM customers WHERE tags && $1::int[]',
    [tagIds],
  );
  return rows[0].n;
}
