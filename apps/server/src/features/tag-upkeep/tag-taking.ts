import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import type { Runtime } from '../evaluation/runtime.js';
import { endOf } from './bin-time.js';
import { takeAll } from './claim-moves.js';
import { ClaimMover } from './claim-mover.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import type { Removal } from './group-removal.js';
import { KeptRowsRepository } from './kept-rows.repository.js';
import { LibraryHistory } from './library-history.js';
import { RewrittenRowsRepository } from './rewritten-rows.repository.js';
import { refuseUsed } from './still-used.js';
import { TagOperationsRepository } from './tag-operations.repository.js';
import { UpkeepGate } from './upkeep-gate.js';

/** The steps of a deletion, inside the caller's transaction. */
@Injectable()
export class TagTaking {
  constructor(
    private readonly flows: FlowShapesRepository,
    private readonly operations: TagOperationsRepository,
    private readonly rows: KeptRowsRepository,
    private readonly rewritten: RewrittenRowsRepository,
    private readonly mover: ClaimMover,
    private readonly history: LibraryHistory,
    private readonly clock: Clock,
    private readonly gate: UpkeepGate,
  ) {}

  async take(
    client: PoolClient,
    runtime: Runtime,
    context: ActorContext,
    { tags, groups, left, reason }: Removal & { reason: string | null },
  ): Promise<void> {
    const ids = tags.map(({ id }) => id);
    refuseUsed(
      tags.map(({ key }) => key),
      await this.flows.all(client),
    );
    await this.gate.deletion(client, context, runtime.loaded, { tags, groups, left });
    const at = this.clock.now();
    const [group] = groups;
    const operationId = await this.operations.insert(client, {
      kind: group ? 'delete_group' : 'delete',
      from: tags,
      group,
      reason,
      by: context.actor,
      at,
      until: endOf(at),
    });
    const order = { context, operationId, reason: reason ?? deletionReason(context) };
    const moved = await this.mover.move(client, runtime, order, ids, (claims) => takeAll(claims, new Set(ids)));
    const open = `tag_id = ANY ($2::int[]) AND status = 'open'`;
    const suggestions = await this.rows.takeWhere(client, operationId, 'suggestions', open, ids);
    await this.history.note(client, context, 'deleted', ids, reason);
    await this.rows.take(client, operationId, 'tags', ids);
    for (const change of left) {
      await this.rewritten.moveUp(client, change);
      await this.rows.note(client, operationId, change);
    }
    await this.rows.take(
      client,
      operationId,
      'tag_groups',
      groups.map(({ id }) => id),
    );
    await this.operations.count(client, operationId, { ...moved, suggestions });
  }
}

const deletionReason = ({ locale }: ActorContext): string => (locale === 'en' ? 'The tag was deleted' : '标签被删除');
