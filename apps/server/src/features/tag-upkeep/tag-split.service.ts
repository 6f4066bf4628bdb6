import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { SplitPreview, SplitTagRequest, TagOperation } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { DefinitionChange } from './definition-change.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import { MergeCountsRepository } from './merge-counts.repository.js';
import { requireTag } from './own-tags.js';
import { SplitWork } from './split-work.js';
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
    private readonly work: SplitWork,
    private readonly inUse: TagsInUse,
  ) {}

  async preview(context: ActorContext, id: number, { parts }: SplitTagRequest): Promise<SplitPreview> {
    const tag = requireTag(await this.views.fresh(context), id, 'edit');
    const rest = restOf(tag, parts);
    const customers = await this.counts.byValues(
      tag.id,
      parts.map(({ values }) => values),
    );
    const isUsed = usesOfTag(tag.key, await this.flows.all(), []).length > 0;
    return {
      parts: parts.map(({ name, values }, at) => ({ name, values, customers: customers[at] })),
      rest,
      obstacles: isUsed ? [{ code: 'tag_in_use', message: 'Flows use the tag' }] : [],
    };
  }

  split(context: ActorContext, id: number, { parts, reason = null }: SplitRequest): Promise<TagOperation> {
    return this.inUse.explain(context, () =>
      this.change.run((client, runtime) => {
        const view = this.views.within(context, runtime.loaded);
        const tag = requireTag(view, id, 'edit');
        return this.work.split(client, runtime, context, { view, tag, parts, rest: restOf(tag, parts), reason });
      }),
    );
  }
}

type SplitRequest = Omit<SplitTagRequest, 'reason'> & { reason?: string | null };

/** Values that stay with the tag: at least one, or it would say nothing. */
function restOf(tag: LoadedTag, parts: SplitTagRequest['parts']): string[] {
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
