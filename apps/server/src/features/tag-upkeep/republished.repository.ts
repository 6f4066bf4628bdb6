import { Injectable } from '@nestjs/common';
import type { Catalog, Flow } from '@tagloom/contracts';
import type { PoolClient } from 'pg';

/** A version that carries another one under other names. */
export interface CarriedVersion {
  flowId: number;
  /** Whose audience, date and enrolment it has. */
  source: number;
  flow: Flow;
  rules: object[];
  sentence: { 'zh-CN': string; en: string };
  glossary: Catalog;
  note: string;
  by: string;
  at: Date;
}

/** Versions of running flows that an operation on the library makes. The caller's transaction. */
@Injectable()
export class RepublishedRepository {
  /** What runs now, by flow; those that have ended are not there. Holds back edits and publications. */
  async lockRunning(client: PoolClient, flowIds: readonly number[]): Promise<Map<number, number>> {
    const { rows } = await client.query<{ id: number; version: number | null }>(
      'SELECT id, version FROM flows WHERE id = ANY ($1::int[]) ORDER BY id FOR UPDATE',
      [flowIds],
    );
    return new Map(rows.flatMap(({ id, version }) => (version === null ? [] : [[id, version] as const])));
  }

  /** Who takes part stays who took part: nobody is enrolled anew by another name. Returns its number. */
  async publish(client: PoolClient, carried: CarriedVersion): Promise<number> {
    const { rows } = await client.query<{ version: number }>(
      `INSERT INTO flow_versions (flow_id, version, flow, rules, sentence, glossary, note, published_by, published_at, applies_to, applies_since, decided_at)
       SELECT flow_id, (SELECT max(o.version) + 1 FROM flow_versions o WHERE o.flow_id = $1), $3, $4, $5, $6, $7, $8, $9,
         applies_to, applies_since, coalesce(decided_at, published_at)
       FROM flow_versions WHERE flow_id = $1 AND version = $2 RETURNING version`,
      [
        carried.flowId,
        carried.source,
        JSON.stringify(carried.flow),
        JSON.stringify(carried.rules),
        JSON.stringify(carried.sentence),
        JSON.stringify(carried.glossary),
        carried.note,
        carried.by,
        carried.at,
      ],
    );
    const [{ version }] = rows;
    await client.query('UPDATE flows SET version = $2 WHERE id = $1', [carried.flowId, version]);
    return version;
  }

  async flowOf(client: PoolClient, flowId: number, version: number): Promise<Flow> {
    const { rows } = await client.query<{ flow: Flow }>(
      'SELECT flow FROM flow_versions WHERE flow_id = $1 AND version = $2',
      [flowId, version],
    );
    return rows[0].flow;
  }

  /** Evaluations that were compiled of anything earlier go on with what is in force from now on. Last in the transaction. */
  async fence(client: PoolClient): Promise<void> {
    await client.query('UPDATE catalog_state SET fence = version');
  }
}
