import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { MergePreview, MergeTagRequest, TagOperation } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { DefinitionChange } from './definition-change.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import { MergeCountsRepository } from './merge-counts.repository.js';
import { addedValues, mergePair } from './merge-pair.js';
import { MergeWork } from './merge-work.js';
import { TagsInUse } from './still-used.js';
import { namesTag, usesOfTag } from './uses-of-tag.js';

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
    private readonly inUse: TagsInUse,
  ) {}

  async preview(context: ActorContext, id: number, { into }: MergeTagRequest): Promise<MergePreview> {
    const pair = mergePair(await this.views.fresh(context), id, into);
    const { from, to } = pair;
    const [shapes, golden, counts] = await Promise.all([
      this.flows.all(),
      this.flows.golden(),
      this.counts.of(from.id, to.id),
    ]);
    const uses = usesOfTag(from.key, shapes, []);
    const known = await this.visible.among(
      context,
      shapes.map((flow) => flow.id),
    );
    const seen = uses.filter((use) => known.has(Number(use.id)));
    const isStanding = seen.length < uses.length || uses.some(({ published, shadow }) => published || shadow);
    return {
      ...counts,
      flows: seen.map(({ id: flow, name, published }) => ({ id: flow, name, published })),
      goldenCases: golden.filter((one) => known.has(one.flowId) && namesTag(one, from.key)).length,
      addedValues: addedValues(pair),
      obstacles: [
        ...(from.kind === to.kind ? [] : [{ code: 'merge_impossible', message: 'The tags are of different kinds' }]),
        ...(isStanding ? [{ code: 'tag_in_use', message: 'Flows that run, or that others keep, use the tag' }] : []),
      ],
    };
  }

  async merge(context: ActorContext, id: number, { into, reason = null }: MergeRequest): Promise<TagOperation> {
    const shapes = await this.flows.all();
    const mine = await this.visible.among(
      context,
      shapes.map((flow) => flow.id),
    );
    return this.inUse.explain(context, () =>
      this.change.run((client, runtime) => {
        const pair = mergePair(this.views.within(context, runtime.loaded), id, into);
        const { from, to } = pair;
        if (from.kind !== to.kind)
          throw new DomainError(
            'merge_impossible',
            `A tag of kind ${from.kind} cannot go into one of kind ${to.kind}.`,
            {
              path: 'into',
              params: { kinds: [from.kind, to.kind] },
              hint: 'Choose a tag of the same kind',
            },
          );
        return this.work.merge(client, runtime, context, { ...pair, mine, reason });
      }),
    );
  }
}

type MergeRequest = Omit<MergeTagRequest, 'reason'> & { reason?: string | null };
