import { Injectable } from '@nestjs/common';
import type { Actor, ActorContext } from '@tagloom/access';
import type { BulkTagRequest } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { actorKey } from '../../platform/access/actor-key.js';
import { FourEyes } from '../approvals/four-eyes.js';
import { People } from '../auth/people.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { bulkKey } from './bulk-key.js';
import { HandEditsRepository, type Touched } from './hand-edits.repository.js';

/** An edit by hand that is about to be made. */
export interface AskedEdit {
  tag: LoadedTag;
  /** In the words of a bulk edit, though it be of one customer: those are what a second person agrees to. */
  asked: z.output<typeof BulkTagRequest>;
}

/**
 * Asks for a second person when somebody sets or removes one tag on more customers within a day than the setting allows, one by one
 * or many at once. Stands in the transaction of the edit.
 */
@Injectable()
export class HandThreshold {
  constructor(
    private readonly fourEyes: FourEyes,
    private readonly people: People,
    private readonly edits: HandEditsRepository,
  ) {}

  /** @throws DomainError `approval_required` */
  async require(client: PoolClient, context: ActorContext, { tag, asked }: AskedEdit, touched: Touched): Promise<void> {
    const { bulk: most } = await this.fourEyes.settings(client);
    if (most === null) return;
    const actor = await this.personBehind(client, context.actor);
    await this.edits.takeTurns(client, actor, tag.id);
    const customers = await this.edits.countWith(client, actor, tag.id, touched);
    // What a second person agrees to is not this one's alone, and does not count.
    if (customers > most) await this.fourEyes.require(client, context, { act: 'bulkTag', key: bulkKey(tag, asked) });
    else await this.edits.note(client, actor, tag.id, touched);
  }

  /** A script counts with the person who made its key; of older keys nobody knows who. */
  private async personBehind(client: PoolClient, actor: Actor): Promise<string> {
    const key = actorKey(actor);
    return (await this.people.behind(client, key, actor.name)).key ?? key;
  }
}
