import { Inject, Injectable } from '@nestjs/common';
import type { Catalog, Flow, WhyFlow } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { rowInstant } from '../../platform/paging/query.js';

export interface VersionRow {
  flow: Flow;
  sentence: WhyFlow['sentence'];
  note: string | null;
  published_at: Date;
  published_by: string;
  glossary: Catalog | null;
  exists: boolean;
}
export interface WhyEventRow {
  type: string;
  label: { 'zh-CN': string; en?: string };
  source: string;
  occurred_at: string;
  properties: Record<string, unknown>;
}

/** What stands behind one change. Versions and events are append-only, so all of it is as it was. */
@Injectable()
export class WhyRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** A version outlives its flow. */
  async version(flowId: number, version: number): Promise<VersionRow | null> {
    const { rows } = await this.pool.query<VersionRow>(
      `SELECT v.flow, v.sentence, v.note, v.published_at, v.published_by, v.glossary, f.id IS NOT NULL AS exists
       FROM flow_versions v LEFT JOIN flows f ON f.id = v.flow_id WHERE v.flow_id = $1 AND v.version = $2`,
      [flowId, version],
    );
    return rows[0] ?? null;
  }

  async event(customerId: string, seq: string): Promise<WhyEventRow | null> {
    const { rows } = await this.pool.query<WhyEventRow>(
      `SELECT t.name AS type, t.label, e.source, ${rowInstant('e.occurred_at')} AS occurred_at, e.properties
       FROM events e JOIN event_types t ON t.id = e.type_id WHERE e.customer_id = $1::bigint AND e.seq = $2::bigint`,
      [customerId, seq],
    );
    return rows[0] ?? null;
  }
}
