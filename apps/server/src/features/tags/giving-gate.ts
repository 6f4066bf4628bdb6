import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { FourEyes } from '../approvals/four-eyes.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { TagRow } from './definition-changes.js';
import { groupGivingCase, tagGivingCase } from './giving-case.js';

/** Where giving tags to others asks for a second person: inside the transaction that changes the definition. */
@Injectable()
export class GivingGate {
  constructor(
    private readonly fourEyes: FourEyes,
    private readonly clock: Clock,
  ) {}

  async requireForTag(
    client: PoolClient,
    context: ActorContext,
    { whole }: CatalogView,
    former: TagRow,
    next: TagRow,
  ): Promise<void> {
    const guarded = await tagGivingCase(client, whole, former, next, this.clock.now().getTime());
    if (guarded) await this.fourEyes.require(client, context, guarded);
  }

  async requireForGroup(
    client: PoolClient,
    context: ActorContext,
    { whole }: CatalogView,
    groupId: number,
    parentId: number | null,
  ): Promise<void> {
    const guarded = await groupGivingCase(client, whole, groupId, parentId, this.clock.now().getTime());
    if (guarded) await this.fourEyes.require(client, context, guarded);
  }
}
