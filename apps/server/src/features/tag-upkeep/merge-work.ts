import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { TagOperation } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import { endOf } from './bin-time.js';
import { mergeInto } from './claim-moves.js';
import type { FlowShape } from './flow-shapes.repository.js';
import { KeptRowsRepository } from './kept-rows.repository.js';
import { LibraryHistory } from './library-history.js';
import { addedValues, withValues, type MergePair } from './merge-pair.js';
import { toOperation } from './operation-view.js';
import { Renaming } from './renaming.js';
import { rewriteCase, rewriteFlow } from './rewrite-tag.js';
import { RewrittenRowsRepository } from './rewritten-rows.repository.js';
import { TagOperationsRepository } from './tag-operations.repository.js';
import { UpkeepGate } from './upkeep-gate.js';

export interface MergeOrder extends MergePair {
  view: CatalogView;
  /** Every flow, as of the transaction. */
  shapes: readonly FlowShape[];
  /** Flows that the caller may know of. */
  mine: ReadonlySet<number>;
  reason: string | null;
}

/** The steps of a merge, inside the caller's transaction. */
@Injectable()
export class MergeWork {
  constructor(
    private readonly operations: TagOperationsRepository,
    private readonly rows: KeptRowsRepository,
    private readonly rewritten: RewrittenRowsRepository,
    private readonly renaming: Renaming,
    private readonly history: LibraryHistory,
    private readonly clock: Clock,
    private readonly gate: UpkeepGate,
  ) {}

  async merge(client: PoolClient, context: ActorContext, order: MergeOrder): Promise<TagOperation> {
    const { from, to, reason, shapes } = order;
    const plan = this.renaming.plan(from.key, shapes, (flow) => rewriteFlow(flow, from.key, to.key), {
      ...order,
      after: withValues(order.view.whole.catalog, to.key, addedValues(order)),
    });
    this.renaming.refuse(plan, context);
    await this.gate.merge(client, context, order.view.whole, order);
    const at = this.clock.now();
    const operationId = await this.operations.insert(client, {
      kind: 'merge',
      from: [from],
      into: [to],
      reason,
      by: context.actor,
      at,
      until: endOf(at),
    });
    await this.addValues(client, operationId, order);
    const told = { context, operationId, reason: reason ?? mergeReason(context, order) };
    const moved = await this.renaming.move(client, { ...told, note: mergeNote(context, order) }, plan, {
      tag: from,
      others: [to.key],
      slots: {
        claim: (_, value) => ({ tagId: to.id, value }),
        effect: (action) => (action.action === 'propose' ? { ...action, tag: to.key } : null),
      },
      claims: (claims, slotOf) => mergeInto(claims, from.id, to, slotOf),
    });
    const drafts = await this.renaming.rewriteDrafts(client, told, shapes, (flow) =>
      rewriteFlow(flow, from.key, to.key),
    );
    const goldenCases = await this.renaming.rewriteCases(client, operationId, from.key, (one) =>
      rewriteCase(one, from.key, to.key),
    );
    const suggestions = await this.rewriteSuggestions(client, operationId, order);
    await this.history.note(client, context, 'merged', [from.id, to.id], told.reason);
    await this.rows.take(client, operationId, 'tags', [from.id]);
    const flows = new Set([...drafts, ...plan.rewrites.map(({ id }) => id)]).size;
    await this.operations.count(client, operationId, { ...moved, flows, goldenCases, suggestions });
    await this.renaming.end(client);
    return toOperation(await this.operations.findOrFail(client, operationId));
  }

  private async addValues(client: PoolClient, operationId: string, pair: MergePair): Promise<void> {
    const added = addedValues(pair);
    if (added.length === 0) return;
    const { id, values } = pair.to;
    const after = [...values, ...added];
    await this.rewritten.values(client, id, after);
    await this.rows.note(client, operationId, { table: 'tags', before: { id, values }, after: { id, values: after } });
  }

  private async rewriteSuggestions(client: PoolClient, operationId: string, { from, to }: MergePair): Promise<number> {
    const moved = await this.rewritten.suggestions(client, from.id, to.id);
    for (const change of moved) await this.rows.note(client, operationId, change);
    const left = await this.rows.takeWhere(
      client,
      operationId,
      'suggestions',
      `tag_id = $2 AND status = 'open'`,
      from.id,
    );
    return moved.length + left;
  }
}

const mergeReason = ({ locale }: ActorContext, { from, to }: MergePair): string =>
  locale === 'en'
    ? `The tag ${from.name.en ?? from.name['zh-CN']} was merged into ${to.name.en ?? to.name['zh-CN']}`
    : `标签「${from.name['zh-CN']}」并入「${to.name['zh-CN']}」`;

/** Of the versions that are published anew. */
const mergeNote = ({ locale }: ActorContext, { from, to }: MergePair): string =>
  locale === 'en'
    ? `Merged tag ${from.name.en ?? from.name['zh-CN']} → ${to.name.en ?? to.name['zh-CN']}`
    : `合并标签 ${from.name['zh-CN']} → ${to.name['zh-CN']}`;
