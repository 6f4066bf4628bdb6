import { Injectable } from '@nestjs/common';
import type { ActionTrace } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

/** A tag that a flow proposes. Times are epoch milliseconds. */
export interface Proposal {
  deliveryId: string;
  customerId: string;
  tagKey: string;
  value: unknown;
  note: string | null;
  flowId: number;
  flowVersion: number;
  flowName: string;
  evidence: ActionTrace | null;
  at: number;
}
/** Either the suggestion that was made, or why none was. */
export interface ProposalResult {
  deliveryId: string;
  suggestionId: string | null;
  because: 'held' | 'open' | 'declined' | null;
}

const json = (value: unknown): string => JSON.stringify(value ?? null);

@Injectable()
export class ProposalsRepository {
  /**
   * Bulk; the customers' rows are locked and hold the present tags. The second of two equal proposals in one batch meets
   * the unique index and counts as open.
   */
  async insert(client: ClientBase, proposals: readonly Proposal[]): Promise<ProposalResult[]> {
    const column = <T>(read: (proposal: Proposal) => T): T[] => proposals.map(read);
    const { rows } = await client.query<ProposalResult>(
      `WITH proposed AS (
         SELECT p.*, t.id AS tag_id,
           CASE WHEN t.id = ANY(c.tags) AND (p.value = 'null' OR c.tag_values -> t.id::text @> p.value) THEN 'held'
             WHEN EXISTS (SELECT FROM suggestions s WHERE s.customer_id = p.customer_id AND s.tag_id = t.id AND s.flow_id = p.flow_id
               AND s.value = p.value AND s.status = 'declined') THEN 'declined' END AS because
         FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::jsonb[], $5::text[], $6::int[], $7::int[], $8::text[], $9::jsonb[], $10::float8[])
           AS p(delivery_id, customer_id, tag_key, value, note, flow_id, flow_version, flow_name, evidence, at)
         JOIN tags t ON t.key = p.tag_key JOIN customers c ON c.id = p.customer_id),
       made AS (
         INSERT INTO suggestions (customer_id, tag_id, value, note, flow_id, flow_version, flow_name, delivery_id, evidence, created_at)
         SELECT customer_id, tag_id, value, note, flow_id, flow_version, flow_name, delivery_id, nullif(evidence, 'null'), to_timestamp(at)
         FROM proposed WHERE because IS NULL
         ON CONFLICT (customer_id, tag_id, value, flow_id) WHERE status = 'open' DO NOTHING
         RETURNING id, delivery_id)
       SELECT p.delivery_id::text AS "deliveryId", m.id::text AS "suggestionId",
         CASE WHEN m.id IS NULL THEN coalesce(p.because, 'open') END AS because
       FROM proposed p LEFT JOIN made m USING (delivery_id)`,
      [
        column(({ deliveryId }) => deliveryId),
        column(({ customerId }) => customerId),
        column(({ tagKey }) => tagKey),
        column(({ value }) => json(value)),
        column(({ note }) => note),
        column(({ flowId }) => flowId),
        column(({ flowVersion }) => flowVersion),
        column(({ flowName }) => flowName),
        column(({ evidence }) => json(evidence)),
        column(({ at }) => at / 1000),
      ],
    );
    return rows;
  }
}
