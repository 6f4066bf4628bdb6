import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';

/** What one customer holds by the slots of an operation, before and after it. */
interface HeldChange {
  id: string;
  before: number[];
  after: number[];
}

/** `customers.held` where slots have been joined. The caller's transaction has locked the customers, or does so here in their order. */
@Injectable()
export class HeldSlotsRepository {
  /** Customers who hold any of the slots, or did. */
  async holders(client: PoolClient, slots: readonly number[]): Promise<string[]> {
    if (slots.length === 0) return [];
    const { rows } = await client.query<{ id: string }>(
      'SELECT id::text AS id FROM customers WHERE held && $1::int[] ORDER BY id',
      [bothSigns(slots)],
    );
    return rows.map(({ id }) => id);
  }

  /** Holds by the one slot what was held by the other, and keeps with the operation what was. */
  async join(
    client: PoolClient,
    operationId: string,
    ids: readonly string[],
    joined: ReadonlyMap<number, number>,
  ): Promise<void> {
    if (joined.size === 0) return;
    const changes: HeldChange[] = [];
    for (const { id, held } of await this.lock(client, ids)) {
      const slots = new Set(held.flatMap((entry) => [Math.abs(entry), joined.get(Math.abs(entry)) ?? 0]));
      const own = (entry: number) => isIn(entry, joined, slots);
      if (!held.some((entry) => joined.has(Math.abs(entry)))) continue;
      changes.push({ id, before: held.filter(own), after: afterJoin(held, joined).filter(own) });
    }
    await this.replace(client, changes);
    await client.query(
      `INSERT INTO tag_operation_rows (operation_id, table_name, before, after)
       SELECT $1, 'customers', jsonb_build_object('id', n.id, 'held', n.before), jsonb_build_object('id', n.id, 'held', n.after)
       FROM jsonb_to_recordset($2) AS n (id bigint, before jsonb, after jsonb)`,
      [operationId, JSON.stringify(changes)],
    );
  }

  /** Back to what it was, where the customer still holds what the operation left. */
  async disjoin(
    client: PoolClient,
    operationId: string,
    ids: readonly string[],
    isBack: (slotId: number) => boolean,
  ): Promise<void> {
    const { rows } = await client.query<HeldChange>(
      `SELECT before ->> 'id' AS id, before -> 'held' AS before, after -> 'held' AS after FROM tag_operation_rows
       WHERE operation_id = $1 AND table_name = 'customers' AND (before ->> 'id')::bigint = ANY ($2::bigint[])`,
      [operationId, ids],
    );
    if (rows.length === 0) return;
    const held = new Map((await this.lock(client, ids)).map((row) => [row.id, row.held]));
    const changes = rows.flatMap(({ id, before, after }): HeldChange[] => {
      const slots = new Set([...before, ...after].map(Math.abs));
      const now = (held.get(id) ?? []).filter((entry) => slots.has(Math.abs(entry)));
      const isAsLeft = JSON.stringify(now) === JSON.stringify(after);
      return isAsLeft && before.every((entry) => isBack(Math.abs(entry))) ? [{ id, before: after, after: before }] : [];
    });
    await this.replace(client, changes);
  }

  private async lock(client: PoolClient, ids: readonly string[]): Promise<{ id: string; held: number[] }[]> {
    const { rows } = await client.query<{ id: string; held: number[] }>(
      'SELECT id::text AS id, held FROM customers WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE',
      [ids],
    );
    return rows;
  }

  private async replace(client: PoolClient, changes: readonly HeldChange[]): Promise<void> {
    if (changes.length === 0) return;
    await client.query(
      `UPDATE customers c SET held = ARRAY(
         SELECT e FROM (
           SELECT unnest(c.held) AS e EXCEPT SELECT jsonb_array_elements_text(n.before)::int
           UNION SELECT jsonb_array_elements_text(n.after)::int) o ORDER BY e)
       FROM jsonb_to_recordset($1) AS n (id bigint, before jsonb, after jsonb) WHERE c.id = n.id`,
      [JSON.stringify(changes)],
    );
  }
}

const bothSigns = (slots: readonly number[]): number[] => slots.flatMap((slot) => [slot, -slot]);

/** Is it an entry of a slot that goes, or of one that takes its place for this customer? */
function isIn(entry: number, joined: ReadonlyMap<number, number>, slots: ReadonlySet<number>): boolean {
  const slot = Math.abs(entry);
  if (joined.has(slot)) return true;
  for (const [gone, stays] of joined) if (stays === slot && slots.has(gone)) return true;
  return false;
}

/** Who holds by either holds by the one that stays; «outlived» counts only where neither holds. Pure. */
export function afterJoin(held: readonly number[], joined: ReadonlyMap<number, number>): number[] {
  const state = new Map<number, number>();
  for (const entry of held) {
    const slot = joined.get(Math.abs(entry)) ?? Math.abs(entry);
    state.set(slot, Math.max(state.get(slot) ?? -1, Math.sign(entry)));
  }
  return [...state].map(([slot, sign]) => slot * sign).sort((a, b) => a - b);
}
