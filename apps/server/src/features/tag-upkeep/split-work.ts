import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { SplitTagRequest, TagOperation } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { CatalogService } from '../catalog/catalog.service.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { endOf } from './bin-time.js';
import { splitBy } from './claim-moves.js';
import type { FlowShape } from './flow-shapes.repository.js';
import { KeptRowsRepository } from './kept-rows.repository.js';
import { LibraryHistory } from './library-history.js';
import { NewParts } from './new-parts.js';
import { toOperation } from './operation-view.js';
import { Renaming } from './renaming.js';
import { splitCase, splitFlow } from './split-flow.js';
import { refuseUnclear, splitOf, splitSlots } from './split-plan.js';
import { TagOperationsRepository } from './tag-operations.repository.js';
import { UpkeepGate } from './upkeep-gate.js';

export interface SplitOrder {
  view: CatalogView;
  /** Every flow, as of the transaction, and those that the caller may know of. */
  shapes: readonly FlowShape[];
  mine: ReadonlySet<number>;
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
    private readonly operations: TagOperationsRepository,
    private readonly made: NewParts,
    private readonly rows: KeptRowsRepository,
    private readonly renaming: Renaming,
    private readonly history: LibraryHistory,
    private readonly clock: Clock,
    private readonly catalogs: CatalogService,
    private readonly gate: UpkeepGate,
  ) {}

  async split(client: PoolClient, context: ActorContext, order: SplitOrder): Promise<TagOperation> {
    const { tag, parts, rest, reason, shapes } = order;
    await this.gate.split(client, context, order.view.whole, order);
    const made = await this.made.create(client, order.view, context, tag, parts);
    const split = splitOf(tag, made, parts, rest);
    refuseUnclear(shapes, split);
    const after = (await this.catalogs.read(client)).catalog;
    const plan = this.renaming.plan(tag.key, shapes, (flow) => splitFlow(flow, split) ?? flow, { ...order, after });
    this.renaming.refuse(plan, context);
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
    const note = splitReason(context, tag);
    const told = { context, operationId, reason: reason ?? note };
    const targets = made.map(({ id, kind }, index) => ({
      tagId: id,
      isFlag: kind === 'flag',
      values: parts[index].values,
    }));
    const moved = await this.renaming.move(client, { ...told, note }, plan, {
      tag,
      others: made.map(({ key }) => key),
      slots: splitSlots(targets, split),
      claims: (claims, slotOf) => splitBy(claims, tag.id, targets, slotOf),
    });
    const rewrite = (flow: FlowShape['draft']) => splitFlow(flow, split) ?? flow;
    const drafts = await this.renaming.rewriteDrafts(client, told, shapes, rewrite);
    const goldenCases = await this.renaming.rewriteCases(client, operationId, tag.key, (one) => splitCase(one, split));
    await this.made.leaveValues(client, tag.id, rest);
    const { id, values } = tag;
    await this.rows.note(client, operationId, { table: 'tags', before: { id, values }, after: { id, values: rest } });
    await this.history.note(client, context, 'split', [id], told.reason, [
      { field: 'values', before: values, after: rest },
    ]);
    const flows = new Set([...drafts, ...plan.rewrites.map((rewritten) => rewritten.id)]).size;
    await this.operations.count(client, operationId, { ...moved, flows, goldenCases });
    await this.renaming.end(client);
    return toOperation(await this.operations.findOrFail(client, operationId));
  }
}

const splitReason = ({ locale }: ActorContext, { name }: LoadedTag): string =>
  locale === 'en' ? `The tag ${name.en ?? name['zh-CN']} was split` : `标签「${name['zh-CN']}」拆分`;
