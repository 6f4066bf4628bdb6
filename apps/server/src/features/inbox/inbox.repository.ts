import { Inject, Injectable } from '@nestjs/common';
import type { InboxMessage, Recipient } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

/** A message to leave. Times are epoch milliseconds. */
export interface NewMessage {
  /** Null where no delivery leaves it. */
  deliveryId: string | null;
  to: Recipient;
  kind: InboxMessage['kind'];
  /** Null where it is about a flow. */
  customerId: string | null;
  title: string;
  text: string;
  url: string | null;
  flowId?: number;
  flowName: string;
  at: number;
}
export interface InboxRow {
  id: string;
  kind: InboxMessage['kind'];
  customer_id: string | null;
  customer_name: string | null;
  title: string;
  text: string;
  url: string | null;
  flow_id: string | null;
  flow_name: string;
  created_at: Date;
  read_at: Date | null;
}

/** Messages for the person `$1`: their own, those of their departments, those of their roles. */
const MINE = `
  inbox_messages m JOIN users u ON u.id = $1 AND (m.recipient_kind, m.recipient_id) IN
    (SELECT 'user', $1::bigint::text
     UNION ALL SELECT unnest(ARRAY['department', 'role']), unnest(ARRAY[d.department_id::text, d.role])
       FROM department_roles d WHERE d.user_id = $1)
  LEFT JOIN inbox_reads r ON r.user_id = u.id AND r.message_id = m.id`;
/** Not about a flow alone that the person may not know of; null is all flows. */
const told = (flows: string) =>
  `(${flows}::int[] IS NULL OR m.flow_id IS NULL OR m.customer_id IS NOT NULL OR m.flow_id = ANY (${flows}))`;
const isNamed = (flows: string) => `(${flows}::int[] IS NULL OR m.flow_id = ANY (${flows}))`;
/** The flows that may be named; null is all. */
export type FlowFilter = readonly number[] | null;

export const recipientId = (to: Recipient): string => (to.kind === 'role' ? to.role : to.id);

@Injectable()
export class InboxRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** One message per delivery: a repeated one changes nothing. */
  async insert(client: ClientBase | null, messages: readonly NewMessage[]): Promise<void> {
    const column = <T>(read: (message: NewMessage) => T): T[] => messages.map(read);
    await (client ?? this.pool).query(
      `INSERT INTO inbox_messages (delivery_id, recipient_kind, recipient_id, kind, customer_id, title, text, url, flow_id, flow_name, created_at)
       SELECT d, rk, r, k, c, t, x, u, fi, f, to_timestamp(a)
       FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::int[], $10::text[], $11::float8[])
         AS n(d, rk, r, k, c, t, x, u, fi, f, a)
       ON CONFLICT (delivery_id) DO NOTHING`,
      [
        column(({ deliveryId }) => deliveryId),
        column(({ to }) => to.kind),
        column(({ to }) => recipientId(to)),
        column(({ kind }) => kind),
        column(({ customerId }) => customerId),
        column(({ title }) => title),
        column(({ text }) => text),
        column(({ url }) => url),
        column(({ flowId }) => flowId ?? null),
        column(({ flowName }) => flowName),
        column(({ at }) => at / 1000),
      ],
    );
  }

  /** Newest first; `before` is the id of the last row of the page before. */
  async list(userId: string, flows: FlowFilter, before: string | null, limit: number): Promise<InboxRow[]> {
    const { rows } = await this.pool.query<InboxRow>(
      `SELECT m.id::text AS id, m.kind, m.customer_id::text AS customer_id, c.p_name AS customer_name, m.title, m.text, m.url,
         CASE WHEN ${isNamed('$4')} THEN m.flow_id::text END AS flow_id,
         CASE WHEN m.flow_id IS NULL OR ${isNamed('$4')} THEN m.flow_name ELSE '' END AS flow_name, m.created_at, r.read_at
       FROM ${MINE} LEFT JOIN customers c ON c.id = m.customer_id
       WHERE ($2::bigint IS NULL OR m.id < $2) AND ${told('$4')} ORDER BY m.id DESC LIMIT $3`,
      [userId, before, limit, flows],
    );
    return rows;
  }

  async unread(userId: string, flows: FlowFilter): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${MINE} WHERE r.read_at IS NULL AND ${told('$2')}`,
      [userId, flows],
    );
    return rows[0].count;
  }

  /** `ids` null is all that there are now. Messages of others are left alone. */
  async markRead(userId: string, flows: FlowFilter, ids: readonly string[] | null, at: Date): Promise<void> {
    await this.pool.query(
      `INSERT INTO inbox_reads (user_id, message_id, read_at)
       SELECT u.id, m.id, $3 FROM ${MINE} WHERE r.read_at IS NULL AND ($2::bigint[] IS NULL OR m.id = ANY($2)) AND ${told('$4')}
       ON CONFLICT DO NOTHING`,
      [userId, ids, at, flows],
    );
  }

  /** How many people a recipient stands for now. */
  async people(to: Recipient): Promise<number> {
    const column = { user: 'user_id::text', department: 'department_id::text', role: 'role' }[to.kind];
    const { rows } = await this.pool.query<{ count: number }>(
      `SELECT count(DISTINCT user_id)::int AS count FROM department_roles WHERE ${column} = $1`,
      [recipientId(to)],
    );
    return rows[0].count;
  }

  async ownerOf(customerId: string): Promise<Recipient | null> {
    const { rows } = await this.pool.query<{ kind: Recipient['kind']; id: string; role: string }>(
      `SELECT owner_kind AS kind, owner_id::text AS id, owner_role AS role FROM customers WHERE id = $1 AND owner_kind IS NOT NULL`,
      [customerId],
    );
    if (!rows[0]) return null;
    const { kind, id, role } = rows[0];
    return kind === 'role' ? { kind, role } : { kind, id };
  }
}
