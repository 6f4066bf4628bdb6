import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActorContext } from '@tagloom/access';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import type { ClaimRecord } from '../evaluation/ledger.js';
import type { Slot } from '../evaluation/runtime.js';
import { mergeInto, slotAfter, takeAll, type ClaimMoves, type SlotOf } from './claim-moves.js';
import { ClaimMover } from './claim-mover.js';
import { DefinitionChange } from './definition-change.js';
import { SlotChangesRepository } from './slot-changes.repository.js';

interface Stray {
  operation_id: string;
  tag_id: number;
  /** Of a merge: the tag that stayed. */
  into_id: number | null;
  kind: ActorContext['actor']['kind'];
  id: string;
  name: string;
}

const LOOK_EVERY_MS = 20;
const WAIT_FOR_MS = 3_000;

/**
 * Claims that an evaluation under way gave to a tag while it was being deleted or merged: they follow it, into the operation, so
 * that undoing brings them back too, and after a merge to the tag that stayed. Until then a claim on a tag that is gone counts for
 * nothing.
 */
@Injectable()
export class StrayClaims {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly change: DefinitionChange,
    private readonly mover: ClaimMover,
    private readonly slots: SlotChangesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Waits, holding nothing, for what was under way when an operation ended, and collects what that left; of the tags `realigned`,
   * also claims that a flow has made by a slot which is another tag's by now. What takes longer is found later.
   */
  async collectSoon(realigned: readonly number[] = []): Promise<void> {
    const { rows } = await this.pool.query<{ mark: string }>(
      'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS mark',
    );
    for (const end = Date.now() + WAIT_FOR_MS; Date.now() < end && !(await this.isOver(rows[0].mark));)
      await sleep(LOOK_EVERY_MS);
    await this.collect();
    if (realigned.length > 0) await this.realign(realigned);
  }

  private async realign(tagIds: readonly number[]): Promise<void> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT DISTINCT c.customer_id::text AS id FROM claims c JOIN claim_slots s ON s.id = c.slot_id
       WHERE c.tag_id = ANY ($1::int[]) AND s.tag_id <> c.tag_id`,
      [tagIds],
    );
    if (rows.length === 0) return;
    const actor = { kind: 'person', id: '0', name: 'Tagloom' } as const;
    const context: ActorContext = { actor, role: 'admin', departmentId: null, locale: 'zh-CN' };
    const ids = rows.map(({ id }) => id).sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    const order = { context, operationId: '', reason: '标签已改名', isRenaming: true };
    await this.change.run(async (client, runtime) => {
      const slots = new Map([...runtime.slots.values()].flat().map((slot) => [slot.id, slot]));
      await this.mover.apply(client, runtime, order, ids, (_, claims) => realigned(claims, slots));
    });
  }

  async collect(): Promise<void> {
    const { rows } = await this.pool.query<Stray>(
      `SELECT o.id::text AS operation_id, (t ->> 'id')::int AS tag_id, o.by_kind AS kind, o.by_id AS id, o.by_name AS name,
         CASE WHEN o.kind = 'merge' THEN (SELECT id FROM tags WHERE id = (o.into_tags -> 0 ->> 'id')::int) END AS into_id
       FROM tag_operations o, jsonb_array_elements(o.from_tags) t
       WHERE o.undone_at IS NULL AND o.purged_at IS NULL AND o.until > $1 AND o.kind <> 'split'
         AND EXISTS (SELECT FROM claims c JOIN customers cu ON cu.id = c.customer_id WHERE c.tag_id = (t ->> 'id')::int)
         AND NOT EXISTS (SELECT FROM tags WHERE id = (t ->> 'id')::int)`,
      [this.clock.now()],
    );
    for (const stray of rows) await this.follow(stray);
  }

  private async follow({ operation_id: operationId, tag_id: tagId, into_id: intoId, ...actor }: Stray): Promise<void> {
    const context: ActorContext = { actor, role: 'admin', departmentId: null, locale: 'zh-CN' };
    await this.change.run(async (client, runtime) => {
      const { rows } = await client.query('SELECT FROM tag_operations WHERE id = $1 AND undone_at IS NULL FOR UPDATE', [
        operationId,
      ]);
      if (rows.length === 0) return;
      const into = intoId === null ? undefined : runtime.loaded.tags.get(intoId);
      if (!into) {
        const order = { context, operationId, reason: '标签已删除' };
        await this.mover.move(client, runtime, order, [tagId], (claims) => takeAll(claims, new Set([tagId])));
        return;
      }
      const change = await this.slots.ofMerge(client, operationId);
      const slotOf: SlotOf = slotAfter(change);
      const order = { context, operationId, reason: '标签已合并', isRenaming: true };
      const plan = (claims: Parameters<typeof mergeInto>[0]) => mergeInto(claims, tagId, into, slotOf);
      await this.mover.move(client, runtime, order, [tagId], plan, change.joined);
    });
  }

  private async isOver(mark: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ over: boolean }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS over',
      [mark],
    );
    return rows[0].over;
  }
}

/** What a flow claims by a slot, it claims of the tag that the slot is of. Pure. */
function realigned(claims: readonly ClaimRecord[], slots: ReadonlyMap<number, Slot>): ClaimMoves {
  const [taken, given]: [ClaimRecord[], ClaimRecord[]] = [[], []];
  for (const claim of claims) {
    const slot = claim.slotId === null ? undefined : slots.get(claim.slotId);
    if (slot?.kind !== 'claim' || slot.tagId === claim.tagId) continue;
    taken.push(claim);
    given.push({ ...claim, id: undefined, tagId: slot.tagId, value: slot.value });
  }
  return { taken, given };
}
