import { Injectable } from '@nestjs/common';
import type { ActionTrace, ShadowDifference, ShadowDifferenceKind } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import { COMPARISON, DIFFERING } from './comparison-sql.js';

type Queryable = Pick<ClientBase, 'query'>;

/** Which shadow is compared, and as of when. */
export interface Compared {
  id: number;
  flowId: number;
  tagIds: readonly number[];
  at: Date;
}
export interface TagCount {
  tagId: number;
  stance: 'assert' | 'forbid';
  value: unknown;
  wouldAdd: number;
  wouldRemove: number;
  both: number;
  onlyShadow: number;
  onlyLive: number;
}
export interface PeopleCount {
  tagId: number;
  agree: number;
  onlyPeople: number;
  contradicts: number;
}
export interface EffectCount {
  slotId: number;
  times: number;
  customers: number;
}
export interface DifferenceRow {
  customerId: string;
  name: string | null;
  tagId: number;
  kind: ShadowDifferenceKind;
  shadow: ShadowDifference['shadow'];
  other: ShadowDifference['other'];
  by: string | null;
  evidence: ActionTrace | null;
}
export interface Page {
  kind?: ShadowDifferenceKind;
  tagId?: string;
  after?: string;
  /** The tags that may be spoken of; null is all. */
  readable: readonly number[] | null;
  limit: number;
}

const valuesOf = ({ id, flowId, at, tagIds }: Compared) => [id, String(flowId), at, tagIds];

/** The shadow beside what is live, and beside what people say: of the customers whom it has met. */
@Injectable()
export class ComparisonRepository {
  async evaluated(client: Queryable, shadowId: number): Promise<number> {
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM shadow_customers WHERE shadow_id = $1',
      [shadowId],
    );
    return rows[0].count;
  }

  async tags(client: Queryable, compared: Compared): Promise<TagCount[]> {
    const { rows } = await client.query<TagCount>(
      `WITH ${COMPARISON},
       beside AS (
         SELECT tag_id, stance, key, count(*) FILTER (WHERE kind = 'both') AS both_say, count(*) FILTER (WHERE kind = 'only_shadow') AS only_shadow,
           count(*) FILTER (WHERE kind = 'only_live') AS only_live
         FROM beside_live GROUP BY tag_id, stance, key),
       moved AS (
         SELECT tag_id, stance, coalesce(value, 'null') AS key,
           count(*) FILTER (WHERE claimed AND NOT had_at_start AND (expires_at IS NULL OR expires_at > $3)) AS added,
           count(*) FILTER (WHERE had_at_start AND NOT (claimed AND (expires_at IS NULL OR expires_at > $3))) AS removed
         FROM shadow_states WHERE shadow_id = $1 AND stance IS NOT NULL GROUP BY tag_id, stance, key)
       SELECT tag_id AS "tagId", stance, key AS value, coalesce(added, 0)::int AS "wouldAdd", coalesce(removed, 0)::int AS "wouldRemove",
         coalesce(both_say, 0)::int AS both, coalesce(only_shadow, 0)::int AS "onlyShadow", coalesce(only_live, 0)::int AS "onlyLive"
       FROM beside FULL JOIN moved USING (tag_id, stance, key)
       ORDER BY tag_id, stance, key::text`,
      valuesOf(compared),
    );
    return rows;
  }

  async people(client: Queryable, compared: Compared): Promise<PeopleCount[]> {
    const { rows } = await client.query<PeopleCount>(
      `WITH ${COMPARISON}
       SELECT tag_id AS "tagId", count(*) FILTER (WHERE kind = 'agree')::int AS agree,
         count(*) FILTER (WHERE kind = 'only_people')::int AS "onlyPeople", count(*) FILTER (WHERE kind = 'contradicts')::int AS contradicts
       FROM beside_hand WHERE kind <> 'none' GROUP BY tag_id ORDER BY tag_id`,
      valuesOf(compared),
    );
    return rows;
  }

  async effects(client: Queryable, shadowId: number): Promise<EffectCount[]> {
    const { rows } = await client.query<EffectCount>(
      `SELECT slot_id AS "slotId", sum(times)::int AS times, count(*)::int AS customers FROM shadow_states
       WHERE shadow_id = $1 AND stance IS NULL AND times > 0 GROUP BY slot_id ORDER BY slot_id`,
      [shadowId],
    );
    return rows;
  }

  /** Those of a shadow that runs, as of now; whole customers, in the order of their ids. */
  page(client: Queryable, compared: Compared, page: Page): Promise<DifferenceRow[]> {
    return this.select(client, `${COMPARISON}, ${DIFFERING}`, valuesOf(compared), page);
  }

  /** Those that were left when it ended. */
  keptPage(client: Queryable, shadowId: number, page: Page): Promise<DifferenceRow[]> {
    return this.select(
      client,
      'differing AS (SELECT * FROM shadow_differences WHERE shadow_id = $1)',
      [shadowId],
      page,
    );
  }

  /** Without a live version there is nothing to differ from but people. */
  async keep(client: Queryable, compared: Compared): Promise<void> {
    await client.query(
      `INSERT INTO shadow_differences (shadow_id, customer_id, tag_id, kind, shadow, other, by_name, evidence)
       WITH ${COMPARISON}, ${DIFFERING}
       SELECT $1, customer_id, tag_id, kind, shadow, other, by_name, evidence FROM differing`,
      valuesOf(compared),
    );
  }

  /** Why the live version gave what the shadow did not: its last word in history. */
  async liveEvidence(
    client: Queryable,
    flowId: number,
    rows: readonly DifferenceRow[],
  ): Promise<Map<string, ActionTrace>> {
    const asked = rows.filter(({ kind }) => kind === 'only_live');
    if (asked.length === 0) return new Map();
    const { rows: found } = await client.query<{ customerId: string; tagId: number; evidence: ActionTrace }>(
      `SELECT DISTINCT ON (customer_id, tag_id) customer_id::text AS "customerId", tag_id AS "tagId", evidence FROM changes
       WHERE customer_id = ANY($1::bigint[]) AND tag_id = ANY($2::int[]) AND flow_id = $3 AND evidence IS NOT NULL
       ORDER BY customer_id, tag_id, seq DESC`,
      [asked.map(({ customerId }) => customerId), asked.map(({ tagId }) => tagId), flowId],
    );
    return new Map(found.map(({ customerId, tagId, evidence }) => [`${customerId}/${tagId}`, evidence]));
  }

  private async select(
    client: Queryable,
    tables: string,
    values: unknown[],
    { kind = null, tagId = null, after = '0', readable, limit }: { [K in keyof Page]: Page[K] | null },
  ): Promise<DifferenceRow[]> {
    const at = values.length;
    const { rows } = await client.query<DifferenceRow>(
      `WITH ${tables},
       asked AS MATERIALIZED (SELECT * FROM differing WHERE customer_id > $${at + 1}::bigint
         AND ($${at + 2}::text IS NULL OR kind = $${at + 2}) AND ($${at + 3}::int IS NULL OR tag_id = $${at + 3}::int)
         AND ($${at + 5}::int[] IS NULL OR tag_id = ANY ($${at + 5}))),
       chosen AS (SELECT DISTINCT customer_id FROM asked ORDER BY customer_id LIMIT $${at + 4})
       SELECT a.customer_id::text AS "customerId", c.p_name AS name, a.tag_id AS "tagId", a.kind, a.shadow, a.other,
         a.by_name AS by, a.evidence
       FROM asked a JOIN chosen USING (customer_id) JOIN customers c ON c.id = a.customer_id
       ORDER BY a.customer_id, a.tag_id, a.kind, coalesce(a.shadow, a.other)::text`,
      [...values, after, kind, tagId, limit, readable],
    );
    return rows;
  }
}
