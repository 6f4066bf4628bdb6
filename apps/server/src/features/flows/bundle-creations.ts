import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { can, requireScope, type ActorContext, type Subject } from '@tagloom/access';
import type { BundleEventType, BundleTag, RfmModelDefinition } from '@tagloom/contracts';
import type { Creations } from '@tagloom/rule-engine';
import type { PoolClient } from 'pg';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { MetricsService } from '../metrics/metrics.service.js';
import { RfmService } from '../rfm/rfm.service.js';
import { TagGroupsService } from '../tags/tag-groups.service.js';
import { TagsService } from '../tags/tags.service.js';

/** With little history metrics are computed in a moment; with much, the nightly run finds the model's cut points. */
const READY_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 200;

const SUBJECT_OF: Record<keyof Creations, Subject> = {
  eventTypes: 'EventType',
  tagGroups: 'TagGroup',
  tags: 'Tag',
  metrics: 'Metric',
  rfm: 'Metric',
};

/** What has to be computed once it is committed. */
export interface Created {
  runIds: string[];
  models: { id: number; definition: RfmModelDefinition }[];
}

/** Creates what an imported flow needs, in an order in which nothing is missing, as the importing person may. */
@Injectable()
export class BundleCreations {
  constructor(
    private readonly catalogs: CatalogService,
    private readonly views: CatalogViews,
    private readonly tags: TagsService,
    private readonly groups: TagGroupsService,
    private readonly metrics: MetricsService,
    private readonly rfm: RfmService,
  ) {}

  requireRights(context: ActorContext, creations: Creations): void {
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

  /** In the caller's transaction, which gives way as `withLockTimeout` does: metrics are columns of the customers. */
  async create(client: PoolClient, context: ActorContext, creations: Creations): Promise<Created> {
    await lockDefinitions(client);
    for (const type of creations.eventTypes) await createEventType(client, type);
    const view = this.views.within(context, await this.catalogs.read(client));
    for (const group of creations.tagGroups) await this.groups.createWithin(client, view, context, group);
    for (const tag of creations.tags) await this.createTag(client, view, context, tag);
    const created: Created = { runIds: [], models: [] };
    for (const metric of creations.metrics)
      created.runIds.push((await this.metrics.createWithin(client, context, metric)).runId);
    const together = new Set(creations.metrics.map(({ key }) => key));
    for (const definition of creations.rfm)
      created.models.push({ id: await this.rfm.createWithin(client, context, definition, together), definition });
    return created;
  }

  /** Computes what was created, once it is committed. */
  async start(context: ActorContext, { runIds, models }: Created): Promise<void> {
    for (const runId of runIds) await this.metrics.launch(context, runId);
    for (const { id, definition } of models) {
      await this.untilReady(definition);
      await this.rfm.recompute(context, id);
    }
    await this.catalogs.refresh();
  }

  private async createTag(
    client: PoolClient,
    view: CatalogView,
    context: ActorContext,
    bundled: BundleTag,
  ): Promise<void> {
    const { group, values = [], meaning = '', ...tag } = bundled;
    const groupId = group === undefined ? undefined : await this.groups.idOf(group, client);
    const request = { ...tag, values, meaning, ...(groupId !== undefined && { groupId }) };
    await this.tags.createWithin(client, view, context, request);
  }

  private async untilReady({ recency, frequency, monetary }: RfmModelDefinition): Promise<void> {
    for (let waited = 0; waited < READY_WITHIN_MS; waited += LOOK_EVERY_MS) {
      const { metricByKey } = await this.catalogs.refresh();
      if ([recency, frequency, monetary].every((key) => metricByKey.get(key)?.status !== 'computing')) return;
      await wait(LOOK_EVERY_MS);
    }
  }
}

/** A type that is here already only gets the properties that it lacks. */
async function createEventType(client: PoolClient, { name, label, properties }: BundleEventType): Promise<void> {
  await client.query(
    `INSERT INTO event_types AS t (name, label, properties) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET properties = t.properties || (
       SELECT coalesce(jsonb_agg(p), '[]') FROM jsonb_array_elements(excluded.properties) p
       WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(t.properties) k WHERE k ->> 'name' = p ->> 'name'))`,
    [name, JSON.stringify(label), JSON.stringify(properties)],
  );
}
