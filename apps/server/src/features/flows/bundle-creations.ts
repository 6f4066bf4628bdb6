import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { can, requireScope, type ActorContext, type Subject } from '@tagloom/access';
import type { BundleEventType, BundleTag, RfmModelDefinition } from '@tagloom/contracts';
import type { Creations } from '@tagloom/rule-engine';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { MetricsService } from '../metrics/metrics.service.js';
import { RfmService } from '../rfm/rfm.service.js';
import { TagsService } from '../tags/tags.service.js';

/** A model needs its metrics computed; with little history that takes a moment, with much one imports again later. */
const READY_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 200;

const SUBJECT_OF: Record<keyof Creations, Subject> = {
  eventTypes: 'EventType',
  tagGroups: 'TagGroup',
  tags: 'Tag',
  metrics: 'Metric',
  rfm: 'Metric',
};

/** Creates what an imported flow needs, in an order in which nothing is missing, as the importing person may. */
@Injectable()
export class BundleCreations {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly catalogs: CatalogService,
    private readonly tags: TagsService,
    private readonly metrics: MetricsService,
    private readonly rfm: RfmService,
  ) {}

  async create(context: ActorContext, creations: Creations): Promise<void> {
    requireRights(context, creations);
    for (const type of creations.eventTypes) await this.createEventType(type);
    for (const group of creations.tagGroups) await this.tags.createGroup(context, group);
    await this.createTags(context, creations.tags);
    if (creations.metrics.length > 0) await this.catalogs.refresh();
    for (const metric of creations.metrics) await this.metrics.create(context, metric);
    for (const model of creations.rfm) {
      await this.untilReady(model);
      await this.rfm.create(context, model);
    }
    await this.catalogs.refresh();
  }

  /** A type that is here already only gets the properties that it lacks. */
  private async createEventType({ name, label, properties }: BundleEventType): Promise<void> {
    await this.pool.query(
      `INSERT INTO event_types AS t (name, label, properties) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET properties = t.properties || (
         SELECT coalesce(jsonb_agg(p), '[]') FROM jsonb_array_elements(excluded.properties) p
         WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(t.properties) k WHERE k ->> 'name' = p ->> 'name'))`,
      [name, JSON.stringify(label), JSON.stringify(properties)],
    );
  }

  private async createTags(context: ActorContext, tags: readonly BundleTag[]): Promise<void> {
    if (tags.length === 0) return;
    const { groups } = await this.tags.taxonomy(context);
    for (const { group, values = [], meaning = '', ...tag } of tags) {
      const groupId = group === undefined ? undefined : groups.find(({ key }) => key === group)?.id;
      await this.tags.create(context, { ...tag, values, meaning, ...(groupId !== undefined && { groupId }) });
    }
  }

  private async untilReady({ recency, frequency, monetary }: RfmModelDefinition): Promise<void> {
    for (let waited = 0; waited < READY_WITHIN_MS; waited += LOOK_EVERY_MS) {
      const { metricByKey } = await this.catalogs.refresh();
      if ([recency, frequency, monetary].every((key) => metricByKey.get(key)?.status !== 'computing')) return;
      await wait(LOOK_EVERY_MS);
    }
  }
}

function requireRights(context: ActorContext, creations: Creations): void {
  const { role } = requireScope(context);
  for (const part of Object.keys(SUBJECT_OF) as (keyof Creations)[]) {
    const subject = SUBJECT_OF[part];
    if (creations[part].length === 0 || can(role, { action: 'create', subject })) continue;
    throw new DomainError('forbidden', `Your role may not create what the bundle needs: ${part}.`, {
      hint: 'Map it to something that is here, or ask an administrator.',
      params: { action: 'create', subject, role },
    });
  }
}
