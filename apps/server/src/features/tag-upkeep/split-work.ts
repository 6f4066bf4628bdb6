import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { SplitTagRequest, TagOperation } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import type { Runtime } from '../evaluation/runtime.js';
import { endOf } from './bin-time.js';
import { splitBy } from './claim-moves.js';
import { ClaimMover } from './claim-mover.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import { withTags } from './gone-tags.js';
import { KeptRowsRepository } from './kept-rows.repository.js';
import { LibraryHistory } from './library-history.js';
import { NewParts } from './new-parts.js';
import { toOperation } from './operation-view.js';
import { refuseUsed } from './still-used.js';
import { TagOperationsRepository } from './tag-operations.repository.js';

export interface SplitOrder {
  view: CatalogView;
  tag: LoadedTag;
  parts: SplitTagRequest['parts'];
  /** Values that stay. */
  rest: readonly string[];
  reason: string | null;
}

/** The steps of a split, inside the caller's transaction. */
@Injectable()
export class SplitWork {
  constructor(
    private readonly flows: FlowShapesRepository,
    private readonly operations: TagOperationsRepository,
    private readonly made: NewParts,
    private readonly rows: KeptRowsRepository,
    private readonly mover: ClaimMover,
    private readonly history: LibraryHistory,
    private readonly clock: Clock,
  ) {}

  async split(client: PoolClient, runtime: Runtime, context: ActorContext, order: SplitOrder): Promise<TagOperation> {
    const { tag, parts, rest, reason } = order;
    refuseUsed([tag.key], await this.flows.all(client));
    const made = await this.made.create(client, order.view, context, tag, parts);
    const at = this.clock.now();
    const operationId = await this.operations.insert(client, {
      kind: 'split',
      from: [tag],
      into: made,
      reason,
      by: context.actor,
      at,
      until: endOf(at),
    });
    const told = { context, operationId, reason: reason ?? splitReason(context, tag) };
    const targets = made.map(({ id, kind }, index) => ({
      tagId: id,
      isFlag: kind === 'flag',
      values: parts[index].values,
    }));
    const moved = await this.mover.move(client, withTags(runtime, made, []), told, [tag.id], (claims) =>
      splitBy(claims, tag.id, targets),
    );
    await this.made.leaveValues(client, tag.id, rest);
    const { id, values } = tag;
    await this.rows.note(client, operationId, { table: 'tags', before: { id, values }, after: { id, values: rest } });
    await this.history.note(client, context, 'split', [id], told.reason, [
      { field: 'values', before: values, after: rest },
    ]);
    await this.operations.count(client, operationId, moved);
    return toOperation(await this.operations.findOrFail(client, operationId));
  }
}

const splitReason = ({ locale }: ActorContext, { name }: LoadedTag): string =>
  locale === 'en' ? `The tag ${name.en ?? name['zh-CN']} was split` : `标签「${name['zh-CN']}」拆分`;
