import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { FlowBundle, FlowDetail, ImportBundleRequest, ImportPlanResponse } from '@tagloom/contracts';
import {
  applyMapping,
  creationsOf,
  exportBundle,
  parseBundle,
  planImport,
  type BundleDefinitions,
} from '@tagloom/rule-engine';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { withLockTimeout } from '../../platform/database/with-lock-timeout.js';
import { CatalogService } from '../catalog/catalog.service.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { BundleCreations } from './bundle-creations.js';
import { refusingAs } from './flow-failures.js';
import { FlowsService } from './flows.service.js';

/** Flows that travel with the tags, metrics and models that they need. */
@Injectable()
export class BundleService {
  constructor(
    private readonly flows: FlowsService,
    private readonly catalogs: CatalogService,
    private readonly creations: BundleCreations,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async export(context: ActorContext, id: string): Promise<FlowBundle> {
    const { locale } = requireScope(context);
    const { draft } = await this.flows.findOrFail(context, id);
    const loaded = await this.catalogs.current();
    return refusingAs('flow_invalid', locale, () => exportBundle(draft, loaded.catalog, definitionsOf(loaded)));
  }

  async plan(context: ActorContext, json: unknown): Promise<ImportPlanResponse> {
    const { locale } = requireScope(context);
    const loaded = await this.catalogs.refresh();
    return refusingAs('import_refused', locale, () => {
      const bundle = parseBundle(json);
      return { name: bundle.flow.name, items: planImport(bundle, loaded.catalog, definitionsOf(loaded)) };
    });
  }

  /** All of it in one transaction: when anything is refused, nothing is left behind. */
  async import(context: ActorContext, { bundle: json, mapping, name }: ImportBundleRequest): Promise<FlowDetail> {
    const { locale } = requireScope(context);
    const { flow, creations } = await refusingAs('import_refused', locale, () => {
      const bundle = parseBundle(json);
      return { flow: applyMapping(bundle, mapping), creations: creationsOf(bundle, mapping) };
    });
    const draft = name === undefined ? flow : { ...flow, name };
    this.creations.requireRights(context, creations);
    const { id, created } = await withLockTimeout(this.pool, async (client) => ({
      created: await this.creations.create(client, context, creations),
      id: await this.flows.createWithin(client, context, draft),
    }));
    await this.creations.start(context, created);
    return this.flows.findOrFail(context, id);
  }
}

/** What is here, in the words of bundles. */
function definitionsOf({ tags, groups, metrics, rfmModels }: LoadedCatalog): Required<BundleDefinitions> {
  return {
    tags: [...tags.values()].map(({ key, name, kind, category, values, meaning, groupId }) => {
      const group = groupId === null ? undefined : groups.get(groupId)?.key;
      return {
        key,
        name,
        kind,
        category,
        ...(values.length > 0 && { values }),
        ...(meaning && { meaning }),
        ...(group !== undefined && { group }),
      };
    }),
    tagGroups: [...groups.values()].map(({ key, name, category, exclusive }) => ({ key, name, category, exclusive })),
    metrics: [...metrics.values()].map(({ definition }) => definition),
    rfm: [...rfmModels.values()].map(({ definition }) => definition),
  };
}
