import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { FourEyes, type GuardedAct } from '../approvals/four-eyes.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { Removal } from './group-removal.js';
import { deletionCase, mergeCase, splitCase } from './upkeep-cases.js';

/** Where deleting, merging and splitting ask for a second person: inside the transaction that does it, whoever calls it. */
@Injectable()
export class UpkeepGate {
  constructor(
    private readonly fourEyes: FourEyes,
    private readonly clock: Clock,
  ) {}

  async deletion(client: PoolClient, context: ActorContext, loaded: LoadedCatalog, removal: Removal): Promise<void> {
    await this.require(client, context, await deletionCase(client, loaded, removal, this.now()));
  }

  async merge(
    client: PoolClient,
    context: ActorContext,
    loaded: LoadedCatalog,
    order: Parameters<typeof mergeCase>[2],
  ): Promise<void> {
    await this.require(client, context, await mergeCase(client, loaded, order, this.now()));
  }

  async split(
    client: PoolClient,
    context: ActorContext,
    loaded: LoadedCatalog,
    order: Parameters<typeof splitCase>[2],
  ): Promise<void> {
    await this.require(client, context, await splitCase(client, loaded, order, this.now()));
  }

  private async require(client: PoolClient, context: ActorContext, guarded: GuardedAct | null): Promise<void> {
    if (guarded) await this.fourEyes.require(client, context, guarded);
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
