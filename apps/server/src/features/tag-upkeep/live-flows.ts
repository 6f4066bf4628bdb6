import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { localize, type Catalog, type Flow } from '@tagloom/contracts';
import { glossaryOf, toJsonRules } from '@tagloom/rule-engine';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import { mayChangeFlow } from '../catalog/flow-owners.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { lackingTags } from '../catalog/tag-needs.js';
import { sentenceOf } from '../flows/flow-view.js';
import { ShadowEnd } from '../shadow/shadow-end.js';
import type { FlowShape } from './flow-shapes.repository.js';
import { KeptRowsRepository, type KeptRow } from './kept-rows.repository.js';
import { obstaclesOf, type LiveRewrite, type Obstacle } from './live-obstacles.js';
import { RepublishedRepository } from './republished.repository.js';
import { usesOfTag } from './uses-of-tag.js';

/** Flows that name a tag, as what an operation makes of them. */
export interface LivePlan {
  /** Running ones, to be published anew. */
  rewrites: LiveRewrite[];
  /** Shadows that would run on under a name that is gone. */
  shadows: number[];
  obstacles: Obstacle[];
  /** Flows that are not the caller's to change. */
  foreign: FlowShape[];
}

/** Flows that run while the library is put in order: published anew under other names, and back. */
@Injectable()
export class LiveFlows {
  constructor(
    private readonly republished: RepublishedRepository,
    private readonly rows: KeptRowsRepository,
    private readonly shadows: ShadowEnd,
    private readonly clock: Clock,
  ) {}

  /**
   * What becomes of the flows that name `key`. A running one is the caller's where the caller may edit it; one that is only drawn,
   * where the caller may know of it. Whoever acts for the whole organisation answers for all of them. Changes nothing.
   */
  plan(
    key: string,
    shapes: readonly FlowShape[],
    rewrite: (flow: Flow) => Flow,
    { view, mine, after }: { view: CatalogView; mine: ReadonlySet<number>; after: Catalog },
  ): LivePlan {
    const uses = new Map(usesOfTag(key, shapes, []).map((use) => [Number(use.id), use]));
    const users = shapes.filter(({ id }) => uses.has(id));
    const isOwn = (shape: FlowShape) => isCallers(shape, view, mine);
    const live = users.filter(({ id }) => uses.get(id)?.published);
    const rewrites = live.flatMap(({ id, published }): LiveRewrite[] =>
      published ? [{ id, before: published, after: rewrite(published) }] : [],
    );
    const anew = new Set(rewrites.map(({ id }) => id));
    const others = shapes.flatMap(({ id, published }) => (published && !anew.has(id) ? [{ id, flow: published }] : []));
    const foreign = users.filter((shape) => !isOwn(shape));
    return {
      rewrites,
      shadows: users.flatMap(({ id, shadowId }) => (uses.get(id)?.shadow && shadowId !== null ? [shadowId] : [])),
      foreign,
      // of flows that are not the caller's nothing is worked out: it could only be told
      obstacles:
        foreign.length > 0
          ? []
          : [
              ...obstaclesOf(rewrites, others, { before: view.whole.catalog, after }),
              ...this.notLent(rewrites, live, view.whole),
            ].map((obstacle) => (mine.has(obstacle.flowId) ? obstacle : { ...obstacle, name: null, message: UNSEEN })),
    };
  }

  /** @throws DomainError `merge_impossible`, naming the flows. */
  refuse({ obstacles }: LivePlan, { locale }: ActorContext): void {
    if (obstacles.length === 0) return;
    const issues = obstacles.map(({ flowId, name, message }) => ({
      path: String(flowId),
      code: 'merge_impossible',
      message: sayOf(name, localize(message, locale)),
    }));
    throw new DomainError('merge_impossible', issues[0].message, {
      path: 'id',
      hint: 'Change these flows first, then try again',
      params: { flows: obstacles.flatMap(({ name }) => name ?? []) },
      issues,
    });
  }

  /** Publishes anew and ends shadows, in the caller's transaction; `loaded` has every name, old and new. */
  async publish(
    client: PoolClient,
    { actor }: ActorContext,
    { operationId, loaded, note }: { operationId: string; loaded: LoadedCatalog; note: string },
    { rewrites, shadows }: LivePlan,
  ): Promise<void> {
    const running = await this.republished.lockRunning(
      client,
      rewrites.map(({ id }) => id),
    );
    for (const { id, after } of rewrites) {
      const source = running.get(id);
      if (source === undefined) continue;
      const version = await this.carry(client, id, source, after, loaded, note, actor.name);
      const kept = { flow_id: id };
      await this.rows.note(client, operationId, {
        table: 'flow_versions',
        before: { ...kept, version: source },
        after: { ...kept, version },
      });
    }
    for (const id of shadows) await this.shadows.endWithin(client, id, loaded, note);
  }

  /**
   * Publishes what ran before the operation, where what it published still runs. Returns the flows that are themselves again; of the
   * others `later` are those that somebody has published since.
   */
  async publishBack(
    client: PoolClient,
    { actor }: ActorContext,
    { loaded, note }: { loaded: LoadedCatalog; note: string },
    kept: readonly KeptRow[],
  ): Promise<{ back: ReadonlySet<number>; later: ReadonlySet<number> }> {
    const versions = kept.flatMap(({ table, before, after }) =>
      table === 'flow_versions' && before && after
        ? [{ id: Number(before.flow_id), was: Number(before.version), made: Number(after.version) }]
        : [],
    );
    const running = await this.republished.lockRunning(
      client,
      versions.map(({ id }) => id),
    );
    const [back, later] = [new Set<number>(), new Set<number>()];
    for (const { id, was, made } of versions) {
      const version = running.get(id);
      if (version === undefined) continue;
      if (version !== made) later.add(id);
      else {
        back.add(id);
        const flow = await this.republished.flowOf(client, id, was);
        await this.carry(client, id, was, flow, loaded, note, actor.name);
      }
    }
    return { back, later };
  }

  private carry(
    client: PoolClient,
    flowId: number,
    source: number,
    flow: Flow,
    { catalog }: LoadedCatalog,
    note: string,
    by: string,
  ): Promise<number> {
    return this.republished.publish(client, {
      flowId,
      source,
      flow,
      rules: toJsonRules(flow, catalog),
      sentence: sentenceOf(flow, catalog),
      glossary: glossaryOf(flow, catalog),
      note,
      by,
      at: this.clock.now(),
    });
  }

  /** A flow whose department has too little of the tag that it would name, would be asked nothing any more. */
  private notLent(rewrites: readonly LiveRewrite[], live: readonly FlowShape[], loaded: LoadedCatalog): Obstacle[] {
    const now = this.clock.now().getTime();
    return rewrites.flatMap(({ id, before, after }): Obstacle[] => {
      const departmentId = live.find((shape) => shape.id === id)?.departmentId ?? null;
      const lacked = new Set(lackingTags(before, departmentId, loaded, now).map(({ tag }) => tag.id));
      const lacking = lackingTags(after, departmentId, loaded, now).find(({ tag }) => !lacked.has(tag.id));
      return lacking ? [{ flowId: id, name: before.name, message: notLent(lacking.tag.name) }] : [];
    });
  }
}

function isCallers(
  { id, departmentId, draft, published, version }: FlowShape,
  view: CatalogView,
  mine: ReadonlySet<number>,
) {
  if (view.isOrganisation) return true;
  if (!mine.has(id)) return false;
  return version === null || mayChangeFlow({ departmentId, drawings: published ? [draft, published] : [draft] }, view);
}

const notLent = (name: LoadedCatalog['catalog']['tags'][number]['name']) => ({
  'zh-CN': `它所属的部门还不能使用标签「${name['zh-CN']}」，请先共享给该部门。`,
  en: `Its department may not use the tag “${name.en ?? name['zh-CN']}” yet; share it with that department first.`,
});

const sayOf = (name: string | null, message: string): string => (name === null ? message : `${name}: ${message}`);

const UNSEEN = {
  'zh-CN': '有一条你看不到的规则改写之后会出问题，请联系它的所属部门。',
  en: 'A rule that you may not see would not work any more; ask the department it belongs to.',
};
