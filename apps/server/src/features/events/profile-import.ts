import { Inject, Injectable } from '@nestjs/common';
import { PROFILE_FIELDS, type ProfilesRequest, type ProfilesResponse } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refuseUnknownZone } from '../../platform/errors/refuse-unknown-zone.js';
import { Evaluator } from '../evaluation/evaluator.js';
import { MetricHistory } from '../evaluation/metric-history.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { CustomerResolver } from './customer-resolver.js';

type ProfileInput = ProfilesRequest['profiles'][number];

/** Creates and updates profiles; rules that read them answer in the same transaction. */
@Injectable()
export class ProfileImport {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly customers: CustomerResolver,
    private readonly runtimes: RuntimeService,
    private readonly evaluator: Evaluator,
    private readonly metricHistory: MetricHistory,
  ) {}

  async import(profiles: readonly ProfileInput[]): Promise<ProfilesResponse> {
    profiles.forEach(({ fields }, index) => refuseUnknownZone(fields.time_zone, `profiles.${index}.fields.time_zone`));
    const runtime = await this.runtimes.current();
    const { response, remember } = await inTransaction(this.pool, async (client) => {
      const { ids, created, remember } = await this.customers.resolve(
        client,
        profiles.map((profile) => profile.customer),
      );
      const known = ids.map((id, index) => id ?? this.refuse(index));
      const rows = await this.update(client, known, profiles);
      const changed = rows.map(({ id }) => id);
      const at = this.clock.now().getTime();
      const moved = rows.filter(({ zoneChanged }) => zoneChanged).map(({ id }) => id);
      await this.metricHistory.zonesChanged(client, runtime, moved, at);
      const touched = [...new Set([...changed, ...created])];
      const work = touched.map((customerId) => ({ customerId, steps: [{ cause: 'edit' as const, at }] }));
      if (work.length > 0) await this.evaluator.evaluate(client, runtime, work);
      const updated = changed.filter((id) => !created.has(id)).length;
      const distinct = new Set(known).size;
      return { response: { created: created.size, updated, unchanged: distinct - created.size - updated }, remember };
    });
    remember();
    return response;
  }

  /** Fields that are absent stay; null clears. Returns the customers whose row differs from before. */
  private async update(
    client: ClientBase,
    ids: readonly string[],
    profiles: readonly ProfileInput[],
  ): Promise<{ id: string; zoneChanged: boolean }[]> {
    // Two profiles of one customer in a call: the later one wins field by field.
    const merged = new Map<string, Pick<ProfileInput, 'fields' | 'invented'>>();
    profiles.forEach(({ fields, invented }, index) => {
      const earlier = merged.get(ids[index]);
      merged.set(ids[index], { fields: { ...earlier?.fields, ...fields }, invented });
    });
    const set = PROFILE_FIELDS.map(
      ({ key, type }) =>
        `p_${key} = CASE WHEN n.fields ? '${key}' THEN (n.fields ->> '${key}')::${type} ELSE c.p_${key} END`,
    );
    const differs = PROFILE_FIELDS.map(
      ({ key, type }) => `(n.fields ? '${key}' AND c.p_${key} IS DISTINCT FROM (n.fields ->> '${key}')::${type})`,
    );
    const { rows } = await client.query<{ id: string; zoneChanged: boolean }>(
      `WITH locked AS (SELECT id, p_time_zone FROM customers WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE)
       UPDATE customers c SET ${set.join(', ')}, invented = n.invented
       FROM unnest($1::bigint[], $2::jsonb[], $3::boolean[]) AS n(id, fields, invented), locked
       WHERE c.id = n.id AND locked.id = n.id AND (c.invented <> n.invented OR ${differs.join(' OR ')})
       RETURNING c.id, c.p_time_zone IS DISTINCT FROM locked.p_time_zone AS "zoneChanged"`,
      [
        [...merged.keys()],
        [...merged.values()].map(({ fields }) => JSON.stringify(fields)),
        [...merged.values()].map(({ invented }) => invented ?? false),
      ],
    );
    return rows;
  }

  private refuse(index: number): never {
    const path = `profiles.${index}.customer.id`;
    throw new DomainError('customer_not_found', `${path}: there is no such customer`, {
      path,
      hint: 'send a known id, or channel and externalId',
    });
  }
}
