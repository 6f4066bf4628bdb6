import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { TagOperation } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import type { Runtime } from '../evaluation/runtime.js';
import { endOf } from './bin-time.js';
import { mergeInto } from './claim-moves.js';
import { ClaimMover } from './claim-mover.js';
import { FlowShapesRepository, type FlowShape } from './flow-shapes.repository.js';
import { KeptRowsRepository } from './kept-rows.repository.js';
import { LibraryHistory } from './library-history.js';
import { addedValues, type MergePair } from './merge-pair.js';
import { toOperation } from './operation-view.js';
import { rewriteCase, rewriteFlow } from './rewrite-tag.js';
import { RewrittenRowsRepository } from './rewritten-rows.repository.js';
import { StillUsed } from './still-used.js';
import { TagOperationsRepository } from './tag-operations.repository.js';
import { namesTag, usesOfTag } from './uses-of-tag.js';

export interface MergeOrder extends MergePair {
  /** Flows that the caller may know of, and so change. */
  mine: ReadonlySet<number>;
  reason: string | null;
}

/** The steps of a merge, inside the caller's transaction. */
@Injectable()
export class MergeWork {
  constructor(
    private readonly flows: FlowShapesRepository,
    private readonly operations: TagOperationsRepository,
    private readonly rows: KeptRowsRepository,
    private readonly rewritten: RewrittenRowsRepository,
    private readonly mover: ClaimMover,
    private readonly history: LibraryHistory,
    private readonly clock: Clock,
  ) {}

  async merge(client: PoolClient, runtime: Runtime, context: ActorContext, order: MergeOrder): Promise<TagOperation> {
    const { from, to, reason } = order;
    const drafts = await this.draftsOf(client, order);
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
    const moved = await this.mover.move(client, runtime, told, [from.id], (claims) => mergeInto(claims, from.id, to));
    await this.rewriteDrafts(client, operationId, context, order, drafts);
    const goldenCases = await this.rewriteCases(client, operationId, order);
    const suggestions = await this.rewriteSuggestions(client, operationId, order);
    await this.history.note(client, context, 'merged', [from.id, to.id], told.reason);
    await this.rows.take(client, operationId, 'tags', [from.id]);
    await this.operations.count(client, operationId, { ...moved, flows: drafts.length, goldenCases, suggestions });
    return toOperation(await this.operations.findOrFail(client, operationId));
  }

  /** What runs is not rewritten behind the back of whoever published it. */
  private async draftsOf(client: PoolClient, { from, mine }: MergeOrder): Promise<FlowShape[]> {
    const shapes = await this.flows.all(client);
    const uses = new Map(usesOfTag(from.key, shapes, []).map((use) => [Number(use.id), use]));
    const standing = shapes.filter(({ id }) => {
      const use = uses.get(id);
      return use !== undefined && (use.published || use.shadow || !mine.has(id));
    });
    if (standing.length > 0) throw new StillUsed(standing.map(({ id, draft }) => ({ id, name: draft.name })));
    return shapes.filter(({ id }) => uses.has(id));
  }

  private async addValues(client: PoolClient, operationId: string, pair: MergePair): Promise<void> {
    const added = addedValues(pair);
    if (added.length === 0) return;
    const { id, values } = pair.to;
    const after = [...values, ...added];
    await this.rewritten.values(client, id, after);
    await this.rows.note(client, operationId, { table: 'tags', before: { id, values }, after: { id, values: after } });
  }

  private async rewriteDrafts(
    client: PoolClient,
    operationId: string,
    { actor }: ActorContext,
    { from, to }: MergePair,
    drafts: readonly FlowShape[],
  ): Promise<void> {
    for (const { id, draft } of drafts) {
      const after = rewriteFlow(draft, from.key, to.key);
      await this.rewritten.draft(client, id, after, actor);
      await this.rows.note(client, operationId, { table: 'flows', before: { id, draft }, after: { id, draft: after } });
    }
  }

  private async rewriteCases(client: PoolClient, operationId: string, { from, to }: MergePair): Promise<number> {
    const cases = (await this.flows.golden(client)).filter((one) => namesTag(one, from.key));
    for (const golden of cases) {
      const { id, facts, expected, has } = golden;
      const after = rewriteCase(golden, from.key, to.key);
      await this.rewritten.goldenCase(client, golden, after);
      await this.rows.note(client, operationId, {
        table: 'golden_cases',
        before: { id, facts, expected, has },
        after: { id, ...after },
      });
    }
    return cases.length;
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
