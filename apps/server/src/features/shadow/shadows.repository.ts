import { Injectable } from '@nestjs/common';
import type { Flow, Shadow } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import type { Slot } from '../evaluation/runtime.js';
import type { SlotMeaning } from '../evaluation/slot-meaning.js';
import { MAX_FAILURES } from './shadow-failures.js';
import type { StoredShadow } from './shadow-runtimes.js';

type Queryable = Pick<ClientBase, 'query'>;

export interface ShadowRow {
  id: number;
  flow_id: number;
  revision: number | null;
  version: number | null;
  flow: Flow;
  tag_ids: number[];
  started_at: Date;
  started_by: string;
  ends_at: Date;
  ended_at: Date | null;
  outcome: 'ended' | 'stopped' | 'failed' | null;
  error: string | null;
  missed: number;
  result: ShadowResult | null;
  /** Of the flow, now. */
  draft_revision: number;
  live_version: number | null;
}
/** The comparison, as it is kept of a shadow that has ended. */
export type ShadowResult = Pick<Shadow, 'evaluated' | 'tags' | 'people' | 'effects'>;

export interface NewShadow {
  flowId: number;
  revision: number | null;
  version: number | null;
  flow: Flow;
  tagIds: readonly number[];
  startedAt: Date;
  startedBy: string;
  endsAt: Date;
}

const KEPT_FOR = '30 days';
const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** Shadows: what runs, until when, and what came of it. */
@Injectable()
export class ShadowsRepository {
  async running(client: Queryable): Promise<StoredShadow[]> {
    const { rows } = await client.query<StoredShadow>(
      `SELECT s.id, s.flow_id AS "flowId", s.flow, (extract(epoch FROM s.started_at) * 1000)::float8 AS "startedAt",
         (extract(epoch FROM s.ends_at) * 1000)::float8 AS "endsAt", v.flow IS NOT NULL AND v.flow = s.flow AS "isLive",
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'flowId', s.flow_id, 'kind', o.kind, 'tagId', o.tag_id,
           'stance', o.stance, 'value', o.value, 'action', o.action) ORDER BY o.id) FROM shadow_slots o WHERE o.shadow_id = s.id), '[]') AS slots
       FROM shadows s JOIN flows f ON f.id = s.flow_id LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
       WHERE s.ended_at IS NULL ORDER BY s.id`,
    );
    return rows;
  }

  /** The one that runs, else the last one. */
  async latest(client: Queryable, flowId: string): Promise<ShadowRow | null> {
    const { rows } = await client.query<ShadowRow>(
      `SELECT s.*, f.revision AS draft_revision, f.version AS live_version FROM shadows s JOIN flows f ON f.id = s.flow_id
       WHERE s.flow_id = $1::bigint ORDER BY s.id DESC LIMIT 1`,
      [flowId],
    );
    return rows[0] ?? null;
  }

  /** Null when it has ended. What evaluations are about to note of it is waited for, and nothing comes later. */
  async lockRunning(client: Queryable, id: number): Promise<ShadowRow | null> {
    const { rows } = await client.query<ShadowRow>(
      `SELECT s.*, f.revision AS draft_revision, f.version AS live_version FROM shadows s JOIN flows f ON f.id = s.flow_id
       WHERE s.id = $1 AND s.ended_at IS NULL FOR UPDATE OF s`,
      [id],
    );
    return rows[0] ?? null;
  }

  async insert(client: Queryable, shadow: NewShadow): Promise<number> {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO shadows (flow_id, revision, version, flow, tag_ids, started_at, started_by, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [
        shadow.flowId,
        shadow.revision,
        shadow.version,
        JSON.stringify(shadow.flow),
        shadow.tagIds,
        shadow.startedAt,
        shadow.startedBy,
        shadow.endsAt,
      ],
    );
    return rows[0].id;
  }

  async insertSlots(client: Queryable, shadowId: number, slots: readonly SlotMeaning[]): Promise<void> {
    for (const slot of slots) {
      const claim = slot.kind === 'claim' ? slot : null;
      await client.query(
        'INSERT INTO shadow_slots (shadow_id, kind, tag_id, stance, value, action) VALUES ($1, $2, $3, $4, $5, $6)',
        [
          shadowId,
          slot.kind,
          claim?.tagId ?? null,
          claim?.stance ?? null,
          json(claim?.value),
          slot.kind === 'effect' ? json(slot.action) : null,
        ],
      );
    }
  }

  /** Its own slots, and those that its flow has in production. */
  async slotsOf(client: Queryable, { id, flow_id }: Pick<ShadowRow, 'id' | 'flow_id'>): Promise<Slot[]> {
    const { rows } = await client.query<Slot>(
      `SELECT id, $2::int AS "flowId", kind, tag_id AS "tagId", stance, value, action FROM shadow_slots WHERE shadow_id = $1
       UNION ALL SELECT id, flow_id, kind, tag_id, stance, value, action FROM claim_slots WHERE flow_id = $2 ORDER BY id`,
      [id, flow_id],
    );
    return rows;
  }

  /** Those whose time is over, and those that cannot go on. */
  async due(client: Queryable, now: Date): Promise<{ id: number; isFailed: boolean }[]> {
    const { rows } = await client.query<{ id: number; isFailed: boolean }>(
      `SELECT id, failures >= ${MAX_FAILURES} AS "isFailed" FROM shadows
       WHERE ended_at IS NULL AND (ends_at <= $1 OR failures >= ${MAX_FAILURES}) ORDER BY id`,
      [now],
    );
    return rows;
  }

  async finish(
    client: Queryable,
    id: number,
    { outcome, at, result }: { outcome: string; at: Date; result: ShadowResult },
  ): Promise<void> {
    await client.query('UPDATE shadows SET ended_at = $2, outcome = $3, result = $4 WHERE id = $1', [
      id,
      at,
      outcome,
      JSON.stringify(result),
    ]);
    await client.query('DELETE FROM shadow_states WHERE shadow_id = $1', [id]);
    await client.query('DELETE FROM shadow_customers WHERE shadow_id = $1', [id]);
  }

  /** Why it has ended before its time. */
  async noteReason(client: Queryable, id: number, reason: string): Promise<void> {
    await client.query('UPDATE shadows SET error = $2 WHERE id = $1', [id, reason]);
  }

  /** The one that has ended goes when another one starts, and after a while in any case. */
  async forgetEnded(client: Queryable, flowId: number): Promise<void> {
    await client.query('DELETE FROM shadows WHERE flow_id = $1 AND ended_at IS NOT NULL', [flowId]);
  }

  async prune(client: Queryable, now: Date): Promise<void> {
    await client.query(`DELETE FROM shadows WHERE ended_at < $1::timestamptz - interval '${KEPT_FOR}'`, [now]);
  }
}
