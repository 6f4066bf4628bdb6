import { Inject, Injectable } from '@nestjs/common';
import type { TagRule } from '@tagloom/claims';
import type { Flow } from '@tagloom/contracts';
import { columnType, compileMetrics } from '@tagloom/metrics';
import { sortFlows } from '@tagloom/rule-engine';
import type { ClientBase, Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import type { Settings } from '../../platform/settings/settings.js';
import { CatalogService } from '../catalog/catalog.service.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { lackingTags } from '../catalog/tag-needs.js';
import { publishedAsDraft, slotsWithDraft, slotsWithOwn, type Draft, type DraftRuntime } from './draft-runtime.js';
import { metricInput } from './metric-input.js';
import { runtimeRfmModels } from './runtime-rfm.js';
import type { Runtime, RuntimeFlow, Slot } from './runtime.js';
import { compileRuntimeFlow, type PublishedFlow } from './runtime-flows.js';
import { slotsToFree } from './spent-slots.js';

/** Compiles all definitions once per catalog version; every evaluation of that version shares the result. */
@Injectable()
export class RuntimeService {
  private runtime: Runtime | undefined;
  private loading: Promise<Runtime> | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly catalogs: CatalogService,
    private readonly clock: Clock,
  ) {}

  /** The runtime of `version` (read in the caller's transaction) or later, with what is lent at this moment. */
  async at(version: string): Promise<Runtime> {
    while (!this.runtime || BigInt(this.runtime.version) < BigInt(version) || this.hasEnded(this.runtime)) {
      this.loading ??= this.compile(version).finally(() => (this.loading = undefined));
      this.runtime = await this.loading;
    }
    return this.runtime;
  }

  async current(): Promise<Runtime> {
    return this.at((await this.catalogs.refresh()).version);
  }

  private hasEnded({ until }: Runtime): boolean {
    return this.clock.now().getTime() >= until;
  }

  private async compile(version: string): Promise<Runtime> {
    const loaded = await this.catalogs.load(version);
    const [published, slots] = await Promise.all([this.published(), this.slots()]);
    return this.assemble(loaded, published, slots);
  }

  /** As the caller's transaction sees the definitions, read on its own connection: whoever waits for its locks may hold all the others. */
  async within(client: ClientBase): Promise<Runtime> {
    const loaded = await this.catalogs.read(client);
    const published = await this.published(client);
    return this.assemble(loaded, published, await this.slots(client));
  }

  /**
   * The runtime as it would be once the draft is published to everyone: in the place of its flow's current version, or beside the
   * others. Read on the caller's connection: whoever waits for its locks may hold all the others. `own`: slots of a trial.
   */
  async withDraft(
    client: ClientBase,
    loaded: LoadedCatalog,
    draft: Draft,
    own: readonly Slot[] = [],
  ): Promise<DraftRuntime> {
    const published = await this.published(client);
    const slots = slotsWithDraft(draft, slotsWithOwn(await this.slots(client), own), loaded);
    const { rows } = await client.query<{ department: string | null; zone: string | null; earlier: Flow[] }>(
      `SELECT f.department_id::text AS department, d.time_zone AS zone,
         coalesce((SELECT jsonb_agg(v.flow) FROM flow_versions v WHERE v.flow_id = f.id), '[]') AS earlier
       FROM flows f LEFT JOIN departments d ON d.id = f.department_id WHERE f.id = $1`,
      [draft.flowId],
    );
    const { department = null, zone = null, earlier = [] } = rows[0] ?? {};
    const future = publishedAsDraft(draft, published, { id: department, zone }, earlier.length + 1);
    const runtime = this.assemble(loaded, future, slots, draft.flowId);
    const drafted = slots.filter(({ flowId }) => flowId === draft.flowId);
    return {
      runtime,
      flow: runtime.flows.find(({ id }) => id === draft.flowId) as RuntimeFlow,
      isBlocked: lackingTags(draft.flow, department, loaded, this.clock.now().getTime()).length > 0,
      freed: slotsToFree(draft.flow, earlier, loaded, drafted),
    };
  }

  /**
   * The one place where it is decided which flows take part: those whose department has what they need of every tag that they
   * mention. `tried` takes part in any case.
   */
  private assemble(
    loaded: LoadedCatalog,
    published: readonly PublishedFlow[],
    slots: readonly Slot[],
    tried?: number,
  ): Runtime {
    const now = this.clock.now().getTime();
    const metrics = [...loaded.metrics.values()].map((metric) => ({
      ...metric,
      factName: `metric.${metric.definition.key}`,
      columnType: columnType(metric.definition),
    }));
    const tagFacts = [...loaded.tags.values()].map(({ id, key, kind }) => ({
      id,
      factName: `tag.${key}`,
      isFlag: kind === 'flag',
    }));
    const ordered = sortFlows(published.map((version) => ({ ...version.flow, version })));
    const isBlocked = ({ id, flow, departmentId }: PublishedFlow) =>
      id !== tried && lackingTags(flow, departmentId, loaded, now).length > 0;
    const compiled = (isWanted: (version: PublishedFlow) => boolean) =>
      ordered
        .filter(({ version }) => isWanted(version))
        .map(({ version }) => compileRuntimeFlow(version, loaded, slots, this.settings.timeZone));
    const flows = compiled((version) => !isBlocked(version));
    return {
      version: loaded.version,
      until: loaded.sharing.nextEnd(now) ?? Infinity,
      loaded,
      metricSet: compileMetrics(metrics.map((metric) => metricInput(metric, loaded, this.settings.timeZone))),
      metrics,
      rfmModels: runtimeRfmModels(loaded, this.settings.timeZone),
      flows,
      blocked: compiled(isBlocked),
      slots: slotsByFlow(slots),
      tagRules: tagRules(loaded),
      tagFacts,
      readTagFacts: tagFacts.filter(({ factName }) => flows.some((flow) => flow.reads.has(factName))),
      timeZone: this.settings.timeZone,
    };
  }

  private async published(client: Pick<ClientBase, 'query'> = this.pool): Promise<PublishedFlow[]> {
    const { rows } = await client.query<PublishedFlow>(`
      SELECT f.id, v.version, v.flow, v.applies_to AS "appliesTo", extract(epoch FROM coalesce(v.applies_since, v.decided_at, v.published_at))::float8 * 1000 AS "enrolsFrom",
        f.department_id::text AS "departmentId", d.time_zone AS "departmentZone"
      FROM flows f JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version LEFT JOIN departments d ON d.id = f.department_id
      ORDER BY f.id`);
    return rows;
  }

  private async slots(client: Pick<ClientBase, 'query'> = this.pool): Promise<Slot[]> {
    const { rows } = await client.query<Slot>(
      'SELECT id, flow_id AS "flowId", kind, tag_id AS "tagId", stance, value, action FROM claim_slots ORDER BY id',
    );
    return rows;
  }
}

function slotsByFlow(slots: readonly Slot[]): Map<number, Slot[]> {
  const byFlow = new Map<number, Slot[]>();
  for (const slot of slots) byFlow.set(slot.flowId, [...(byFlow.get(slot.flowId) ?? []), slot]);
  return byFlow;
}

function tagRules(loaded: LoadedCatalog): Map<number, TagRule> {
  return new Map(
    [...loaded.tags.values()].map((tag) => {
      const exclusive = tag.groupId !== null && (loaded.groups.get(tag.groupId)?.exclusive ?? false);
      return [tag.id, { id: tag.id, kind: tag.kind, groupId: tag.groupId, exclusive, position: tag.position }];
    }),
  );
}
