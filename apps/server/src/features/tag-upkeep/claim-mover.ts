import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { Evaluator, type Work } from '../evaluation/evaluator.js';
import type { Cause, ClaimRecord } from '../evaluation/ledger.js';
import type { Runtime } from '../evaluation/runtime.js';
import { editsOf, movesBack, type ClaimMoves } from './claim-moves.js';
import { MovedClaimsRepository } from './moved-claims.repository.js';

/** Customers per statement. */
const BATCH = 1000;

export interface MoveOrder {
  context: ActorContext;
  operationId: string;
  /** Told to history. */
  reason: string;
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
    private readonly clock: Clock,
  ) {}

  /** Moves what customers have of `tagIds`, and keeps it with the operation. */
  async move(
    client: PoolClient,
    runtime: Runtime,
    order: MoveOrder,
    tagIds: readonly number[],
    plan: (claims: readonly ClaimRecord[]) => ClaimMoves,
  ): Promise<{ customers: number; claims: number }> {
    const total = { customers: 0, claims: 0 };
    for (let cursor = '0'; ;) {
      const ids = await this.repository.claimants(client, tagIds, cursor, BATCH);
      if (ids.length === 0) return total;
      cursor = ids[ids.length - 1];
      const moves = await this.apply(client, runtime, order, ids, (_customer, claims) => plan(claims));
      await this.repository.keep(client, order.operationId, moves);
      total.customers += moves.size;
      for (const { taken } of moves.values()) total.claims += taken.length;
    }
  }

  /** Undoes the moves of the operation. */
  async moveBack(client: PoolClient, runtime: Runtime, order: MoveOrder): Promise<void> {
    const running = await this.repository.runningFlows(client);
    const mayReturn = ({ source, sourceId }: ClaimRecord) => source !== 'flow' || running.has(sourceId);
    for (let cursor = '0'; ;) {
      const kept = await this.repository.kept(client, order.operationId, cursor, BATCH);
      if (kept.size === 0) return;
      const ids = [...kept.keys()];
      cursor = ids[ids.length - 1];
      await this.apply(client, runtime, order, ids, (customer, claims) =>
        movesBack(claims, kept.get(customer) as ClaimMoves, mayReturn),
      );
    }
  }

  /** What was done, by customer. */
  private async apply(
    client: PoolClient,
    runtime: Runtime,
    order: MoveOrder,
    customerIds: readonly string[],
    plan: (customerId: string, claims: readonly ClaimRecord[]) => ClaimMoves,
  ): Promise<Map<string, ClaimMoves>> {
    const at = this.clock.now().getTime();
    const done = new Map<string, ClaimMoves>();
    const work = customerIds.map((customerId): Work => ({
      customerId,
      steps: [{ cause: 'edit', at }],
      edit: (ledger) => {
        const moves = plan(customerId, ledger.all());
        if (moves.taken.length + moves.given.length === 0) return;
        done.set(customerId, moves);
        ledger.apply(editsOf(moves), causeOf(order, at));
      },
    }));
    await this.evaluator.evaluate(client, runtime, work);
    return done;
  }
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
