import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { SplitPreview, SplitTagRequest, TagOperation } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { DefinitionChange } from './definition-change.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import { MergeCountsRepository } from './merge-counts.repository.js';
import { requireTag } from './own-tags.js';
import { obstaclesTold, unclearTold } from './obstacles-told.js';
import { Renaming } from './renaming.js';
import { splitFlow } from './split-flow.js';
import { previewed, splitOf, unclearFlows, withParts } from './split-plan.js';
import { SplitWork } from './split-work.js';
import { StrayClaims } from './stray-claims.js';
import { TagsInUse } from './still-used.js';
import { usesOfTag } from './uses-of-tag.js';

/** Values of a tag become tags of their own. */
@Injectable()
export class TagSplitService {
  constructor(
    private readonly change: DefinitionChange,
    private readonly views: CatalogViews,
    private readonly flows: FlowShapesRepository,
    private readonly counts: MergeCountsRepository,
    private readonly visible: VisibleFlows,
    private readonly work: SplitWork,
    private readonly renaming: Renaming,
    private readonly strays: StrayClaims,
    private readonly inUse: TagsInUse,
  ) {}

  async preview(context: ActorContext, id: number, { parts }: SplitTagRequest): Promise<SplitPreview> {
    const view = await this.views.fresh(context);
    const tag = requireTag(view, id, 'edit');
    const rest = restOf(tag, parts);
    const customers = await this.counts.byValues(
      tag.id,
      parts.map(({ values }) => values),
    );
    const shapes = await this.flows.all();
    const mine = await this.visible.among(
      context,
      shapes.map((flow) => flow.id),
    );
    const split = splitOf(tag, previewed(parts), parts, rest);
    const unclear = unclearFlows(shapes, split);
    const plan = this.renaming.plan(tag.key, shapes, (flow) => splitFlow(flow, split) ?? flow, {
      view,
      mine,
      after: withParts(view.whole.catalog, tag.key, split),
    });
    const uses = usesOfTag(tag.key, shapes, []).filter((use) => mine.has(Number(use.id)));
    return {
      parts: parts.map(({ name, values }, at) => ({ name, values, customers: customers[at] })),
      rest,
      ...(uses.length > 0 && {
        flows: uses.map(({ id: flow, name, published, shadow }) => ({ id: flow, name, published, shadow })),
      }),
      obstacles:
        plan.foreign.length > 0
          ? obstaclesTold(plan, context)
          : [...unclearTold(unclear, mine, context), ...(unclear.length > 0 ? [] : obstaclesTold(plan, context))],
    };
  }

  async split(context: ActorContext, id: number, { parts, reason = null }: SplitRequest): Promise<TagOperation> {
    const done = await this.inUse.explain(context, () =>
      this.change.run(async (client, runtime) => {
        const view = this.views.within(context, runtime.loaded);
        const tag = requireTag(view, id, 'edit');
        const shapes = await this.flows.all(client);
        const mine = await this.visible.amongWithin(
          client,
          view,
          shapes.map((flow) => flow.id),
        );
        const rest = restOf(tag, parts);
        return this.work.split(client, context, { view, shapes, mine, tag, parts, rest, reason });
      }),
    );
    await this.strays.collectSoon([id]);
    return done;
  }
}

type SplitRequest = Omit<SplitTagRequest, 'reason'> & { reason?: string | null };

/** Values that stay with the tag: at least one, or it would say nothing. */
export function restOf(tag: LoadedTag, parts: SplitTagRequest['parts']): string[] {
  const moved = parts.flatMap(({ values }) => values);
  const refuse = (message: string, hint: string) =>
    new DomainError('merge_impossible', message, { path: 'parts', hint, params: { values: tag.values } });
  if (tag.values.length === 0)
    throw refuse(`A tag of kind ${tag.kind} has no values to split`, 'Choose a tag with a list of values');
  if (new Set(moved).size < moved.length) throw refuse('A value is in two parts', 'Put each value into one part');
  const unknown = moved.find((value) => !tag.values.includes(value));
  if (unknown !== undefined) throw refuse(`The tag has no value ${unknown}`, 'Choose from its values');
  const rest = tag.values.filter((value) => !moved.includes(value));
  if (rest.length === 0) throw refuse('No value would stay with the tag', 'Leave at least one value where it is');
  return rest;
}
