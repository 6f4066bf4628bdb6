import { Inject, Injectable } from '@nestjs/common';
import type { Catalog, Flow, PublishRequest } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { buildCatalog } from '../catalog/build-catalog.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { readDefinitions } from '../catalog/read-definitions.js';
import type { Slot } from '../evaluation/runtime.js';
import type { SlotMeaning } from '../evaluation/slot-meaning.js';
import type { Sentence } from './flows.repository.js';
import type { LockedFlow } from './locked-flow.js';

export interface NewVersion {
  version: number;
  flow: Flow;
  /** The same rule as json-rules-engine rules. */
  rules: object[];
  sentence: Sentence;
  /** The names that it speaks of, kept for history. */
  glossary: Catalog;
  note: string | null;
  appliesTo: PublishRequest['apply'];
  since: string | null;
  at: Date;
  by: string;
}

/** The statements of a publication; the use case owns the transaction. */
@Injectable()
export class PublishingRepository {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /**
   * Locks the definitions, so that two publications cannot close a loop together, and no tag goes while a flow comes that
   * needs it; then reads them on this very connection: waiting publishers may hold all the others.
   */
  async lockCatalog(client: PoolClient): Promise<LoadedCatalog> {
    await lockDefinitions(client);
    return buildCatalog(await readDefinitions(client), this.settings.timeZone);
  }

  async lockFlow(client: PoolClient, id: string): Promise<LockedFlow | null> {
    const { rows } = await client.query<LockedFlow>(
      'SELECT id, draft, revision, department_id::text AS "departmentId" FROM flows WHERE id = $1::bigint FOR UPDATE',
      [id],
    );
    return rows[0] ?? null;
  }

  /** The current versions of all other flows. */
  async publishedBeside(client: PoolClient, flowId: number): Promise<{ id: number; flow: Flow }[]> {
    const { rows } = await client.query<{ id: number; flow: Flow }>(
      `SELECT f.id, v.flow FROM flows f JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
       WHERE f.id <> $1 ORDER BY f.id`,
      [flowId],
    );
    return rows;
  }

  async nextVersion(client: PoolClient, flowId: number): Promise<number> {
    const { rows } = await client.query<{ next: number }>(
      'SELECT coalesce(max(version), 0) + 1 AS next FROM flow_versions WHERE flow_id = $1',
      [flowId],
    );
    return rows[0].next;
  }

  async insertVersion(client: PoolClient, flowId: number, version: NewVersion): Promise<void> {
    await client.query(
      `INSERT INTO flow_versions (flow_id, version, flow, rules, sentence, note, applies_to, published_by, applies_since, glossary, published_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        flowId,
        version.version,
        JSON.stringify(version.flow),
        JSON.stringify(version.rules),
        JSON.stringify(version.sentence),
        version.note,
        version.appliesTo,
        version.by,
        version.since,
        JSON.stringify(version.glossary),
        version.at,
      ],
    );
    await client.query('UPDATE flows SET version = $2, stopped_at = NULL WHERE id = $1', [flowId, version.version]);
  }

  /** Slots of earlier versions are kept: customers may still hold claims of them. */
  async ensureSlots(client: PoolClient, flowId: number, slots: readonly SlotMeaning[]): Promise<void> {
    for (const slot of slots) {
      const claim = slot.kind === 'claim' ? slot : null;
      await client.query(
        `INSERT INTO claim_slots (flow_id, kind, tag_id, stance, value, action) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING`,
        [
          flowId,
          slot.kind,
          claim?.tagId ?? null,
          claim?.stance ?? null,
          json(claim?.value),
          slot.kind === 'effect' ? json(slot.action) : null,
        ],
      );
    }
  }

  async earlierVersions(client: PoolClient, flowId: number): Promise<Flow[]> {
    const { rows } = await client.query<{ flow: Flow }>('SELECT flow FROM flow_versions WHERE flow_id = $1', [flowId]);
    return rows.map(({ flow }) => flow);
  }

  async slots(client: PoolClient, flowId: number): Promise<Slot[]> {
    const { rows } = await client.query<Slot>(
      'SELECT id, flow_id AS "flowId", kind, tag_id AS "tagId", stance, value, action FROM claim_slots WHERE flow_id = $1 ORDER BY id',
      [flowId],
    );
    return rows;
  }

  /** Forgets that a slot was given where its claim is gone. Customers are locked in the order of evaluations. */
  async freeSpent(client: PoolClient, slotId: number): Promise<void> {
    await client.query(
      `UPDATE customers SET held = array_remove(held, $1::int) WHERE id IN (
         SELECT c.id FROM customers c WHERE $1 = ANY(c.held)
           AND NOT EXISTS (SELECT FROM claims k WHERE k.customer_id = c.id AND k.slot_id = $1) ORDER BY c.id FOR UPDATE)`,
      [slotId],
    );
  }
}

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
