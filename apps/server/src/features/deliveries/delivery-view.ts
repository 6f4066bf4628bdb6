import type { Delivery, DeliveryKind, DeliveryStatus } from '@tagloom/contracts';

/** A row of `deliveries` with the name of its customer. */
export interface DeliveryRow {
  id: string;
  customer_id: string;
  customer_name: string | null;
  flow_id: number;
  flow_name: string;
  flow_version: number;
  kind: DeliveryKind;
  target: string;
  status: DeliveryStatus;
  attempts: number;
  next_attempt_at: Date | null;
  lease: string | null;
  receipt: Record<string, unknown> | null;
  error: string | null;
  created_at: Date;
  finished_at: Date | null;
}

export const DELIVERY_COLUMNS = `
  d.id::text AS id, d.customer_id::text AS customer_id, c.p_name AS customer_name, d.flow_id, d.flow_name, d.flow_version, d.kind,
  d.target, d.status, d.attempts, d.next_attempt_at, d.lease, d.receipt, d.error, d.created_at, d.finished_at`;
export const DELIVERY_TABLES = 'deliveries d LEFT JOIN customers c ON c.id = d.customer_id';

export const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  flowId: String(row.flow_id),
  flowName: row.flow_name,
  flowVersion: row.flow_version,
  kind: row.kind,
  target: row.target,
  status: row.status,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  receipt: row.receipt,
  error: row.error,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
