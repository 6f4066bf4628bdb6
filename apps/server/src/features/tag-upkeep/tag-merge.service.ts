import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { MergePreview, MergeTagRequest, TagOperation } from '@tagloom/contracts';
import { CatalogViews } from '../catalog/catalog-views.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { DefinitionChange } from './definition-change.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import { MergeCountsRepository } from './merge-counts.repository.js';
import { addedValues, mergePair, requireSameKind, withValues } from './merge-pair.js';
import { MergeWork } from './merge-work.js';
import { obstaclesTold } from './obstacles-told.js';
import { Renaming } from './renaming.js';
import { rewriteFlow } from './rewrite-tag.js';
import { StrayClaims } from './stray-claims.js';
import { TagsInUse } from './still-used.js';
import { namesTag, usesOfTag } from './uses-of-tag.js';

const OTHER_KIND = { 'zh-CN': '两个标签的种类不同', en: 'The tags are of different kinds' };

/** Two tags that say the same become one: claims, drafts, golden cases and suggestions go over to the tag that stays. */
@Injectable()
export class TagMergeService {
  constructor(
    private readonly change: DefinitionChange,
    private readonly views: CatalogViews,
    private readonly flows: FlowShapesRepository,
    private readonly visible: VisibleFlows,
    private readonly counts: MergeCountsRepository,
    private readonly work: MergeWork,
    private readonly renaming: Renaming,
    private readonly strays: StrayClaims,
    private readonly inUse: TagsInUse,
  ) {}

  async preview(context: ActorContext, id: number, { into }: MergeTagRequest): Promise<MergePreview> {
    const view = await this.views.fresh(context);
    const pair = mergePair(view, id, into);
    const { from, to } = pair;
    const [shapes, golden, counts] = await Promise.all([
      this.flows.all(),
      this.flows.golden(),
      this.counts.of(from.id, to.id),
    ]);
    const mine = await this.visible.among(
      context,
      shapes.map((flow) => flow.id),
    );
    const after = withValues(view.whole.catalog, to.key, addedValues(pair));
    const plan = this.renaming.plan(from.key, shapes, (flow) => rewriteFlow(flow, from.key, to.key), {
      view,
      mine,
      after,
    });
    const seen = usesOfTag(from.key, shapes, []).filter((use) => mine.has(Number(use.id)));
    return {
      ...counts,
      flows: seen.map(({ id: flow, name, published, shadow }) => ({ id: flow, name, published, shadow })),
      goldenCases: golden.filter((one) => mine.has(one.flowId) && namesTag(one, from.key)).length,
      addedValues: addedValues(pair),
      obstacles: [
        ...(from.kind === to.kind ? [] : [{ code: 'merge_impossible', message: OTHER_KIND[context.locale] }]),
        ...obstaclesTold(plan, context),
      ],
    };
  }

  async merge(context: ActorContext, id: number, { into, reason = null }: MergeRequest): Promise<TagOperation> {
    const done = await this.inUse.explain(context, () =>
      this.change.run(async (client, runtime) => {
        const view = this.views.within(context, runtime.loaded);
        const pair = mergePair(view, id, into);
        requireSameKind(pair);
        const shapes = await this.flows.all(client);
        const mine = await this.visible.amongWithin(
          client,
          view,
          shapes.map((flow) => flow.id),
        );
        return this.work.merge(client, context, { ...pair, view, shapes, mine, reason });
      }),
    );
    await this.strays.collectSoon();
    return done;
  }
}

type MergeRequest = Omit<MergeTagRequest, 'reason'> & { reason?: string | null };
