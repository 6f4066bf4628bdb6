import { Injectable } from '@nestjs/common';
import type { EffectActionData } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { KeptRowsRepository, type KeptRow, type Row } from './kept-rows.repository.js';

/** What a slot claims. */
export interface ClaimMeaning {
  tagId: number;
  value: unknown;
}
type EffectMeaning = Omit<EffectActionData, 'membership' | 'priority'>;

/** What becomes of slots; null leaves one as it is. */
export interface SlotPlan {
  claim: (stance: 'assert' | 'forbid', value: unknown) => ClaimMeaning | null;
  effect: (action: EffectMeaning) => EffectMeaning | null;
}

export interface SlotChange {
  /** Slots that mean something else now, under their own number. */
  moved: ReadonlySet<number>;
  /** Slots that are gone, by the one of the same flow that means what they would. */
  joined: ReadonlyMap<number, number>;
}

interface SlotRow {
  id: number;
  flow_id: number;
  kind: 'claim' | 'effect';
  stance: 'assert' | 'forbid';
  value: unknown;
  action: EffectMeaning;
  row: Row;
}

/**
 * The slots of flows go over to other tags under their own numbers: what customers hold by them, what is spent and what is on
 * hold stays as it is. The caller's transaction.
 */
@Injectable()
export class SlotChangesRepository {
  constructor(private readonly rows: KeptRowsRepository) {}

  /** Of claims on the tag, and of effects that name it by its key. Kept with the operation. */
  async change(
    client: PoolClient,
    operationId: string,
    tag: { id: number; key: string },
    plan: SlotPlan,
  ): Promise<SlotChange> {
    const { rows: slots } = await client.query<SlotRow>(
      `SELECT id, flow_id, kind, stance, value, action, to_jsonb(s) AS row FROM claim_slots s
       WHERE tag_id = $1 OR (kind = 'effect' AND action ->> 'tag' = $2) ORDER BY id`,
      [tag.id, tag.key],
    );
    const moved = new Set<number>();
    const joined = new Map<number, number>();
    for (const slot of slots) {
      const other =
        slot.kind === 'claim' ? await this.claimTwin(client, slot, plan) : await this.effectTwin(client, slot, plan);
      if (!other) continue;
      if (other.twin === null) moved.add(slot.id);
      else joined.set(slot.id, other.twin);
      const after = other.twin === null ? await this.write(client, slot.id, other) : await this.drop(client, slot.id);
      await this.rows.note(client, operationId, { table: 'claim_slots', before: slot.row, after });
    }
    return { moved, joined };
  }

  /** What a merge did to the slots, for what comes after it. */
  async ofMerge(client: PoolClient, operationId: string): Promise<SlotChange> {
    const { rows } = await client.query<{ id: number; twin: number | null }>(
      `SELECT (r.before ->> 'id')::int AS id, s.id AS twin FROM tag_operation_rows r
       JOIN tag_operations o ON o.id = r.operation_id
       LEFT JOIN claim_slots s ON r.after IS NULL AND s.flow_id = (r.before ->> 'flow_id')::int AND s.kind = 'claim'
         AND s.tag_id = (o.into_tags -> 0 ->> 'id')::int AND s.stance = r.before ->> 'stance'
         AND coalesce(s.value, 'null'::jsonb) = coalesce(r.before -> 'value', 'null'::jsonb)
       WHERE r.operation_id = $1 AND r.table_name = 'claim_slots'`,
      [operationId],
    );
    return {
      moved: new Set(rows.flatMap(({ id, twin }) => (twin === null ? [id] : []))),
      joined: new Map(rows.flatMap(({ id, twin }) => (twin === null ? [] : [[id, twin] as const]))),
    };
  }

  /** Slots of flows that `isBack` says mean again what they did, where nothing else has taken their place. */
  async changeBack(client: PoolClient, kept: readonly KeptRow[], isBack: (flowId: number) => boolean): Promise<void> {
    for (const { table, before, after } of kept) {
      if (table !== 'claim_slots' || !before || !after || !isBack(Number(before.flow_id))) continue;
      await client.query(
        `UPDATE claim_slots s SET tag_id = b.tag_id, value = b.value, action = b.action
         FROM jsonb_populate_record(NULL::claim_slots, $1) b WHERE s.id = b.id`,
        [JSON.stringify(before)],
      );
    }
  }

  private async claimTwin(client: PoolClient, { flow_id, stance, value }: SlotRow, { claim }: SlotPlan) {
    const meaning = claim(stance, value ?? null);
    if (!meaning) return null;
    const json = meaning.value === null ? null : JSON.stringify(meaning.value);
    const { rows } = await client.query<{ id: number }>(
      `SELECT id FROM claim_slots WHERE flow_id = $1 AND tag_id = $2 AND stance = $3
         AND coalesce(value, 'null'::jsonb) = coalesce($4::jsonb, 'null'::jsonb) AND kind = 'claim'`,
      [flow_id, meaning.tagId, stance, json],
    );
    return { twin: rows[0]?.id ?? null, tagId: meaning.tagId, value: json, action: null };
  }

  private async effectTwin(client: PoolClient, { flow_id, action }: SlotRow, { effect }: SlotPlan) {
    const meaning = effect(action);
    if (!meaning) return null;
    const json = JSON.stringify(meaning);
    const { rows } = await client.query<{ id: number }>(
      `SELECT id FROM claim_slots WHERE flow_id = $1 AND kind = 'effect' AND action = $2::jsonb`,
      [flow_id, json],
    );
    return { twin: rows[0]?.id ?? null, tagId: null, value: null, action: json };
  }

  private async write(
    client: PoolClient,
    id: number,
    { tagId, value, action }: { tagId: number | null; value: string | null; action: string | null },
  ): Promise<Row> {
    const { rows } = await client.query<{ row: Row }>(
      'UPDATE claim_slots s SET tag_id = $2, value = $3, action = $4 WHERE id = $1 RETURNING to_jsonb(s) AS row',
      [id, tagId, value, action],
    );
    return rows[0].row;
  }

  private async drop(client: PoolClient, id: number): Promise<null> {
    await client.query('DELETE FROM claim_slots WHERE id = $1', [id]);
    return null;
  }
}
