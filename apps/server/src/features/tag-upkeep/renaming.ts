import { Injectable } from '@nestjs/common';
import type { Flow } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { CatalogService } from '../catalog/catalog.service.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import type { ClaimRecord } from '../evaluation/ledger.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { slotAfter, type ClaimMoves, type SlotOf } from './claim-moves.js';
import { ClaimMover, type MoveOrder } from './claim-mover.js';
import { FlowShapesRepository, type FlowShape } from './flow-shapes.repository.js';
import { KeptRowsRepository } from './kept-rows.repository.js';
import { LiveFlows, type LivePlan } from './live-flows.js';
import { quietAbout } from './quiet-runtime.js';
import { RepublishedRepository } from './republished.repository.js';
import type { RewritableCase } from './rewrite-tag.js';
import { RewrittenRowsRepository } from './rewritten-rows.repository.js';
import { SlotChangesRepository, type SlotPlan } from './slot-changes.repository.js';
import { StillUsed } from './still-used.js';
import { namesTag } from './uses-of-tag.js';

/** What goes from one tag to others. */
export interface Moving {
  tag: LoadedTag;
  /** Keys of the tags that it goes to. */
  others: readonly string[];
  slots: SlotPlan;
  claims: (claims: readonly ClaimRecord[], slotOf: SlotOf) => ClaimMoves;
}

/** What a merge and a split have in common: flows, slots and claims go by other names, in the caller's transaction. */
@Injectable()
export class Renaming {
  constructor(
    private readonly catalogs: CatalogService,
    private readonly runtimes: RuntimeService,
    private readonly live: LiveFlows,
    private readonly slots: SlotChangesRepository,
    private readonly mover: ClaimMover,
    private readonly shapes: FlowShapesRepository,
    private readonly rows: KeptRowsRepository,
    private readonly rewritten: RewrittenRowsRepository,
    private readonly republished: RepublishedRepository,
  ) {}

  plan(...args: Parameters<LiveFlows['plan']>): LivePlan {
    return this.live.plan(...args);
  }

  /** @throws StillUsed for flows that are not the caller's, DomainError `merge_impossible` for those that would break. */
  refuse(plan: LivePlan, context: MoveOrder['context']): void {
    if (plan.foreign.length > 0) throw new StillUsed(plan.foreign.map(({ id, draft }) => ({ id, name: draft.name })));
    this.live.refuse(plan, context);
  }

  /** Publishes the running flows anew, then moves slots and claims. Tags of both names are there meanwhile. */
  async move(
    client: PoolClient,
    { note, ...order }: MoveOrder & { note: string },
    plan: LivePlan,
    { tag, others, slots, claims }: Moving,
  ): Promise<{ customers: number; claims: number }> {
    const { operationId, context } = order;
    const loaded = await this.catalogs.read(client);
    await this.live.publish(client, context, { operationId, loaded, note }, plan);
    const change = await this.slots.change(client, operationId, tag, slots);
    const ids = new Set(plan.rewrites.map(({ id }) => id));
    const runtime = quietAbout(await this.runtimes.within(client), ids, [tag.key, ...others]);
    const slotOf = slotAfter(change);
    const told = { ...order, isRenaming: true };
    return this.mover.move(client, runtime, told, [tag.id], (all) => claims(all, slotOf), change.joined);
  }

  /** Drafts that become another one. Their numbers. */
  async rewriteDrafts(
    client: PoolClient,
    { operationId }: MoveOrder,
    shapes: readonly FlowShape[],
    rewrite: (flow: Flow) => Flow,
  ): Promise<number[]> {
    const changed: number[] = [];
    for (const { id, draft } of shapes) {
      const after = rewrite(draft);
      if (JSON.stringify(after) === JSON.stringify(draft)) continue;
      await this.rewritten.draft(client, id, after);
      await this.rows.note(client, operationId, { table: 'flows', before: { id, draft }, after: { id, draft: after } });
      changed.push(id);
    }
    return changed;
  }

  async rewriteCases(
    client: PoolClient,
    operationId: string,
    key: string,
    rewrite: (one: RewritableCase) => RewritableCase,
  ): Promise<number> {
    const cases = (await this.shapes.golden(client)).filter((one) => namesTag(one, key));
    for (const golden of cases) {
      const { id, facts, expected, has } = golden;
      const after = rewrite(golden);
      await this.rewritten.goldenCase(client, golden, after);
      await this.rows.note(client, operationId, {
        table: 'golden_cases',
        before: { id, facts, expected, has },
        after: { id, ...after },
      });
    }
    return cases.length;
  }

  /** Last in the transaction. */
  end(client: PoolClient): Promise<void> {
    return this.republished.fence(client);
  }
}
