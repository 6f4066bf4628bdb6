import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import type { ClaimRecord } from '../evaluation/ledger.js';
import type { ShadowAnswer, ShadowState } from './shadow-customer.js';
import type { ShadowRuntime } from './shadow-runtime.js';

interface StoredClaim {
  slotId: number;
  tagId: number;
  stance: 'assert' | 'forbid';
  value: unknown;
  priority: number;
  since: number;
  expiresAt: number | null;
}
type StoredState = Omit<ShadowState, 'claims'> & { customerId: string; claims: StoredClaim[] };

interface SlotRow {
  customerId: string;
  slotId: number;
  claim: ClaimRecord | null;
  initially: boolean;
  times: number;
  evidence: unknown;
}

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** What shadows would have done, by customer: bounded by customers, not by events. Nobody else reads or writes it. */
@Injectable()
export class ShadowStatesRepository {
  /** False when the shadow has ended, or is about to. Holds its end back until the transaction is over. */
  async isRunning(client: ClientBase, shadowId: number): Promise<boolean> {
    const { rows } = await client.query({
      name: 'shadow-is-running',
      text: 'SELECT FROM shadows WHERE id = $1 AND ended_at IS NULL FOR KEY SHARE SKIP LOCKED',
      values: [shadowId],
    });
    return rows.length === 1;
  }

  /** Of those whom the shadow has met. */
  async load(
    client: ClientBase,
    { id, flowId, flow }: ShadowRuntime,
    customerIds: readonly string[],
  ): Promise<Map<string, ShadowState>> {
    const { rows } = await client.query<StoredState>({
      name: 'shadow-load-states',
      text: `SELECT c.customer_id AS "customerId", c.held, (extract(epoch FROM c.claim_review_at) * 1000)::float8 AS "claimReviewAt",
               (extract(epoch FROM c.next_review_at) * 1000)::float8 AS "nextReviewAt",
               coalesce((SELECT jsonb_agg(jsonb_build_object('slotId', s.slot_id, 'tagId', s.tag_id, 'stance', s.stance, 'value', s.value,
                 'priority', s.priority, 'since', extract(epoch FROM s.since) * 1000, 'expiresAt', extract(epoch FROM s.expires_at) * 1000))
                 FROM shadow_states s WHERE s.shadow_id = c.shadow_id AND s.customer_id = c.customer_id AND s.claimed), '[]') AS claims
             FROM shadow_customers c WHERE c.shadow_id = $1 AND c.customer_id = ANY($2::bigint[])`,
      values: [id, customerIds],
    });
    const origin = {
      source: 'flow' as const,
      sourceId: String(flowId),
      sourceName: flow.name,
      flowVersion: flow.version,
    };
    const claimOf = (claim: StoredClaim): ClaimRecord => ({
      ...claim,
      ...origin,
      runId: null,
      eventSeq: null,
      reason: null,
    });
    return new Map(
      rows.map(({ customerId, claims, ...rest }) => [customerId, { ...rest, claims: claims.map(claimOf) }]),
    );
  }

  async save(client: ClientBase, shadow: ShadowRuntime, answers: readonly ShadowAnswer[]): Promise<void> {
    await this.saveCustomers(
      client,
      shadow.id,
      answers.filter(({ isStateChanged }) => isStateChanged),
    );
    await this.saveSlots(client, shadow, answers.flatMap(slotRows));
  }

  private async saveCustomers(client: ClientBase, shadowId: number, answers: readonly ShadowAnswer[]): Promise<void> {
    if (answers.length === 0) return;
    await client.query({
      name: 'shadow-save-customers',
      text: `INSERT INTO shadow_customers (shadow_id, customer_id, held, claim_review_at, next_review_at)
             SELECT $1, n.id, n.held::int[], to_timestamp(n.claim_review), to_timestamp(n.next_review)
             FROM unnest($2::bigint[], $3::text[], $4::float8[], $5::float8[]) AS n(id, held, claim_review, next_review)
             ON CONFLICT (shadow_id, customer_id) DO UPDATE SET held = excluded.held, claim_review_at = excluded.claim_review_at,
               next_review_at = excluded.next_review_at`,
      values: [
        shadowId,
        answers.map(({ customerId }) => customerId),
        answers.map(({ state }) => `{${state.held.join(',')}}`),
        answers.map(({ state }) => seconds(state.claimReviewAt)),
        answers.map(({ state }) => seconds(state.nextReviewAt)),
      ],
    });
  }

  private async saveSlots(client: ClientBase, { id, slots }: ShadowRuntime, rows: readonly SlotRow[]): Promise<void> {
    if (rows.length === 0) return;
    const column = <T>(read: (row: SlotRow) => T): T[] => rows.map(read);
    const meaning = ({ slotId }: SlotRow) => {
      const slot = slots.get(slotId);
      return slot?.kind === 'claim' ? slot : null;
    };
    await client.query({
      name: 'shadow-save-slots',
      text: `INSERT INTO shadow_states AS s (shadow_id, customer_id, slot_id, tag_id, stance, value, claimed, had_at_start, priority,
               since, expires_at, times, evidence)
             SELECT $1, n.customer_id, n.slot_id, n.tag_id, n.stance, n.value, n.claimed, n.had_at_start, n.priority,
               to_timestamp(n.since), to_timestamp(n.expires_at), n.times, n.evidence
             FROM unnest($2::bigint[], $3::int[], $4::int[], $5::text[], $6::jsonb[], $7::boolean[], $8::boolean[], $9::int[],
               $10::float8[], $11::float8[], $12::int[], $13::jsonb[])
               AS n(customer_id, slot_id, tag_id, stance, value, claimed, had_at_start, priority, since, expires_at, times, evidence)
             ON CONFLICT (shadow_id, customer_id, slot_id) DO UPDATE SET claimed = excluded.claimed, priority = excluded.priority,
               since = excluded.since, expires_at = excluded.expires_at, times = s.times + excluded.times,
               evidence = coalesce(excluded.evidence, s.evidence)`,
      values: [
        id,
        column(({ customerId }) => customerId),
        column(({ slotId }) => slotId),
        column((row) => meaning(row)?.tagId ?? null),
        column((row) => meaning(row)?.stance ?? null),
        column((row) => json(meaning(row)?.value)),
        column(({ claim }) => claim !== null),
        column(({ initially }) => initially),
        column(({ claim }) => claim?.priority ?? 0),
        column(({ claim }) => seconds(claim?.since ?? null)),
        column(({ claim }) => seconds(claim?.expiresAt ?? null)),
        column(({ times }) => times),
        column(({ evidence }) => json(evidence)),
      ],
    });
  }
}

/** What is to be noted of an answer, one row per slot that moved, fired, or was there at first sight. */
function slotRows({ customerId, state, initially, moved, fired }: ShadowAnswer): SlotRow[] {
  const claimOf = (slotId: number) => state.claims.find((claim) => claim.slotId === slotId) ?? null;
  const found = new Set((initially ?? []).map(({ slotId }) => slotId as number));
  const claims = [...new Set([...found, ...moved.keys()])].map((slotId): SlotRow => ({
    customerId,
    slotId,
    claim: claimOf(slotId),
    initially: found.has(slotId),
    times: 0,
    evidence: moved.get(slotId) ?? null,
  }));
  const effects = new Map<number, SlotRow>();
  for (const { slotId, evidence } of fired) {
    const times = (effects.get(slotId)?.times ?? 0) + 1;
    effects.set(slotId, { customerId, slotId, claim: null, initially: false, times, evidence });
  }
  return [...claims, ...effects.values()];
}
