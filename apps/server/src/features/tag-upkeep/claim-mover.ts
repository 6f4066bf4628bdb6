import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { Evaluator, type Work } from '../evaluation/evaluator.js';
import type { Cause, ClaimRecord } from '../evaluation/ledger.js';
import type { Runtime } from '../evaluation/runtime.js';
import { editsOf, movesBack, type ClaimMoves } from './claim-moves.js';
import { HeldSlotsRepository } from './held-slots.repository.js';
import { MovedClaimsRepository } from './moved-claims.repository.js';

/** Customers per statement. */
const BATCH = 1000;

export interface MoveOrder {
  context: ActorContext;
  operationId: string;
  /** Told to history. */
  reason: string;
  /** What is claimed stays claimed under another name: only rules that read what has come or gone are asked. */
  isRenaming?: boolean;
}

const NO_SLOTS: ReadonlyMap<number, number> = new Map();

/** What undoing leaves alone. */
export interface Kept {
  /** Flows that were published anew since: they go on as they are now. */
  later: ReadonlySet<number>;
  isSlotBack: (slotId: number) => boolean;
}

/**
 * Moves claims as people and rules do, through the ledger: every move is a change in history, exclusive groups are decided anew,
 * and rules that read what changed answer in the same transaction.
 */
@Injectable()
export class ClaimMover {
  constructor(
    private readonly evaluator: Evaluator,
    private readonly repository: MovedClaimsRepository,
    private readonly held: HeldSlotsRepository,
    private readonly clock: Clock,
  ) {}

  /** Moves what customers have of `tagIds`, and keeps it with the operation. What they held by `joined` slots, they hold by others. */
  async move(
    client: PoolClient,
    runtime: Runtime,
    order: MoveOrder,
    tagIds: readonly number[],
    plan: (claims: readonly ClaimRecord[]) => ClaimMoves,
    joined: ReadonlyMap<number, number> = NO_SLOTS,
  ): Promise<{ customers: number; claims: number }> {
    const total = { customers: 0, claims: 0 };
    // all at once and in one order: who locks customers must never go back to a lower one
    const holders = await this.held.holders(client, [...joined.keys()]);
    for (let cursor = '0'; ;) {
      const claimants = await this.repository.claimants(client, tagIds, cursor, BATCH);
      const ids = nextBatch(claimants, holders, cursor);
      if (ids.length === 0) return total;
      cursor = ids[ids.length - 1];
      await this.held.join(client, order.operationId, ids, joined);
      const moves = await this.apply(client, runtime, order, ids, (_customer, claims) => plan(claims));
      await this.repository.keep(client, order.operationId, moves);
      total.customers += moves.size;
      for (const { taken } of moves.values()) total.claims += taken.length;
    }
  }

  /** Undoes the moves of the operation. */
  async moveBack(
    client: PoolClient,
    runtime: Runtime,
    order: MoveOrder,
    { later, isSlotBack }: Kept = { later: new Set(), isSlotBack: () => true },
  ): Promise<void> {
    const running = await this.repository.runningFlows(client);
    const isLater = ({ source, sourceId }: ClaimRecord) => source === 'flow' && later.has(Number(sourceId));
    const mayReturn = (claim: ClaimRecord) =>
      claim.source !== 'flow' || (running.has(claim.sourceId) && !isLater(claim));
    for (let cursor = '0'; ;) {
      const kept = await this.repository.kept(client, order.operationId, cursor, BATCH);
      if (kept.size === 0) return;
      const ids = [...kept.keys()];
      cursor = ids[ids.length - 1];
      await this.held.disjoin(client, order.operationId, ids, isSlotBack);
      await this.apply(client, runtime, order, ids, (customer, claims) => {
        const { taken, given } = kept.get(customer) as ClaimMoves;
        return movesBack(claims, { taken, given: given.filter((claim) => !isLater(claim)) }, mayReturn);
      });
    }
  }

  /** What was done, by customer. The ids in their order. */
  async apply(
    client: PoolClient,
    runtime: Runtime,
    order: MoveOrder,
    customerIds: readonly string[],
    plan: (customerId: string, claims: readonly ClaimRecord[]) => ClaimMoves,
  ): Promise<Map<string, ClaimMoves>> {
    const at = this.clock.now().getTime();
    const done = new Map<string, ClaimMoves>();
    const factNames = new Map(runtime.tagFacts.map(({ id, factName }) => [id, factName]));
    const work = customerIds.map((customerId): Work => {
      const changed: string[] = [];
      return {
        customerId,
        steps: [order.isRenaming ? { cause: 'move', at, changed } : { cause: 'edit', at }],
        edit: (ledger) => {
          const moves = plan(customerId, ledger.all());
          if (moves.taken.length + moves.given.length === 0) return;
          done.set(customerId, moves);
          for (const tagId of ledger.apply(editsOf(moves), causeOf(order, at)))
            changed.push(factNames.get(tagId) ?? '');
        },
      };
    });
    await this.evaluator.evaluate(client, runtime, work);
    return done;
  }
}

/** The next customers in the order of their ids, from both lists. */
function nextBatch(claimants: readonly string[], holders: readonly string[], after: string): string[] {
  const isLast = claimants.length < BATCH;
  const end = BigInt(claimants.at(-1) ?? '0');
  const others = holders.filter((id) => BigInt(id) > BigInt(after) && (isLast || BigInt(id) < end));
  return [...new Set([...claimants, ...others])].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}

const causeOf = ({ context: { actor }, reason }: MoveOrder, at: number): Cause => ({
  at,
  effectiveAt: at,
  actorKind: actor.kind,
  actorId: actor.id,
  actorName: actor.name,
  flowId: null,
  flowVersion: null,
  runId: null,
  eventSeq: null,
  reason,
});
