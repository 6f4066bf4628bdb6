import type { EffectActionData } from '@tagloom/contracts';
import type { Pool } from 'pg';
import type { EffectOrder } from '../features/deliveries/effect-order.js';

let made = 0;

/** An order of a flow that need not exist; each has a dedupe key of its own. */
export function orderOf(customerId: string, data: EffectActionData, over: Partial<EffectOrder> = {}): EffectOrder {
  made += 1;
  return {
    customerId,
    flowId: 1,
    flowVersion: 3,
    flowName: '高价值客户',
    actionNodeId: 'a0',
    slotId: 7,
    data,
    eventSeq: null,
    runId: null,
    at: Date.parse('2024-05-01T00:00:00Z'),
    evidence: null,
    dedupeKey: `7:${customerId}:${made}`,
    receipt: null,
    ...over,
  };
}

export async function insertCustomer(pool: Pool, name: string, tags: number[] = []): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    'INSERT INTO customers (p_name, tags) VALUES ($1, $2) RETURNING id::text AS id',
    [name, tags],
  );
  return rows[0].id;
}

/** Returns the id. Their password opens nothing. */
export async function insertUser(pool: Pool, name: string, role: string, departmentId: string | null): Promise<string> {
  made += 1;
  const { rows } = await pool.query<{ id: string }>(
    `WITH made AS (INSERT INTO users (email, name, password_hash) VALUES ($1, $2, '-') RETURNING id)
     INSERT INTO department_roles (user_id, role, department_id) SELECT id, $3, $4 FROM made RETURNING user_id::text AS id`,
    [`user${made}@example.com`, name, role, departmentId],
  );
  return rows[0].id;
}
