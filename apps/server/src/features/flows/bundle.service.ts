import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type {
  FlowBundle,
  FlowDetail,
  ImportBundleRequest,
  ImportItem,
  ImportMapping,
  ImportPlanResponse,
} from '@tagloom/contracts';
import {
  applyMapping,
  bundledGolden,
  creationsOf,
  defaultMapping,
  exportBundle,
  findUnfinished,
  mappedGolden,
  parseBundle,
  planImport,
  type BundleDefinitions,
} from '@tagloom/rule-engine';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { withLockTimeout } from '../../platform/database/with-lock-timeout.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { GoldenService } from '../golden/golden.service.js';
import { keyIn, ownNamespace } from '../tags/tag-keys.js';
import { BundleCreations } from './bundle-creations.js';
import { flowRefused, refusingAs } from './flow-failures.js';
import { FlowsService } from './flows.service.js';

/** Flows that travel with the tags, metrics and models that they need. */
@Injectable()
export class BundleService {
  constructor(
    private readonly flows: FlowsService,
    private readonly views: CatalogViews,
    private readonly creations: BundleCreations,
    private readonly golden: GoldenService,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async export(context: ActorContext, id: string): Promise<FlowBundle> {
    const { locale } = requireScope(context);
    const { draft } = await this.flows.findOrFail(context, id);
    const loaded = await this.views.seenBy(context, 'exists');
    const unfinished = findUnfinished(draft, loaded.catalog);
    if (unfinished.length > 0) throw flowRefused('flow_incomplete', unfinished, locale);
    const bundle = await refusingAs('flow_invalid', locale, () =>
      exportBundle(draft, loaded.catalog, definitionsOf(loaded)),
    );
    const golden = bundledGolden(draft, await this.golden.cases(context, id));
    return golden.length === 0 ? bundle : { ...bundle, golden };
  }

  async plan(context: ActorContext, json: unknown): Promise<ImportPlanResponse> {
    const { locale } = requireScope(context);
    const loaded = (await this.views.fresh(context)).from('exists');
    return refusingAs('import_refused', locale, () => {
      const bundle = parseBundle(json);
      return { name: bundle.flow.name, items: planImport(bundle, loaded.catalog, definitionsOf(loaded)) };
    });
  }

  /** What to do here about what each of the bundles needs, in one look at what is here. */
  async planAll(context: ActorContext, bundles: readonly FlowBundle[]): Promise<ImportItem[][]> {
    requireScope(context);
    const loaded = (await this.views.fresh(context)).from('exists');
    const definitions = definitionsOf(loaded);
    return bundles.map((bundle) =>
      planImport(bundle, loaded.catalog, definitions).map((item) => foundInOwnNamespace(context, item, loaded)),
    );
  }

  /** A draft from a bundle, its needs as the mapping says. */
  async import(context: ActorContext, { bundle: json, mapping, name }: ImportBundleRequest): Promise<FlowDetail> {
    const { locale } = requireScope(context);
    const bundle = await refusingAs('import_refused', locale, () => parseBundle(json));
    const named = name === undefined ? bundle : { ...bundle, flow: { ...bundle.flow, name } };
    const [draft] = await this.draftAll(context, [named], mapping);
    return draft;
  }

  /** Drafts from bundles that all need the same, every proposal taken. */
  async importTogether(context: ActorContext, bundles: readonly FlowBundle[]): Promise<FlowDetail[]> {
    const [items] = await this.planAll(context, bundles.slice(0, 1));
    return this.draftAll(context, bundles, defaultMapping(items));
  }

  /** All of it in one transaction: when anything is refused, nothing is left behind. */
  private async draftAll(context: ActorContext, bundles: readonly FlowBundle[], chosen: ImportMapping) {
    const { locale } = requireScope(context);
    const mapping = inOwnNamespace(context, chosen);
    const { drafts, creations } = await refusingAs('import_refused', locale, () => ({
      drafts: bundles.map((bundle) => ({
        flow: applyMapping(bundle, mapping),
        golden: mappedGolden(bundle, mapping),
      })),
      creations: creationsOf(bundles[0], mapping),
    }));
    this.creations.requireRights(context, creations);
    const { ids, created } = await withLockTimeout(this.pool, async (client) => {
      const created = await this.creations.create(client, context, creations);
      const ids: string[] = [];
      for (const { flow, golden } of drafts) {
        const id = await this.flows.createWithin(client, context, flow);
        await this.golden.createWithin(client, context, id, golden);
        ids.push(id);
      }
      return { ids, created };
    });
    await this.creations.start(context, created);
    return Promise.all(ids.map((id) => this.flows.findOrFail(context, id)));
  }
}

/** What is created gets its key in the caller's namespace, and the flow speaks of it by that key. */
const inOwnNamespace = (context: ActorContext, mapping: ImportMapping): ImportMapping =>
  mapping.map((choice) =>
    choice.action === 'create' && (choice.kind === 'tag' || choice.kind === 'tagGroup')
      ? { ...choice, to: keyIn(ownNamespace(context), choice.to) }
      : choice,
  );

/** What the caller's department has made of the same need before stands in its namespace, and is used again. */
function foundInOwnNamespace(context: ActorContext, item: ImportItem, loaded: LoadedCatalog): ImportItem {
  if (item.proposal.action !== 'create' || (item.kind !== 'tag' && item.kind !== 'tagGroup')) return item;
  const to = keyIn(ownNamespace(context), item.proposal.to);
  const groups = [...loaded.groups.values()].map(({ key }) => key);
  const isHere = item.kind === 'tag' ? loaded.tagByKey.has(to) : groups.includes(to);
  return isHere ? { ...item, status: 'same', proposal: { action: 'use', to } } : item;
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
