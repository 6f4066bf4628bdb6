import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { Clock } from '../../platform/clock/clock.js';
import { definitionId } from '../../platform/http/id-params.js';
import { ApprovalActOf, type ActCase, type ActSetting, type RequestOf } from '../approvals/approval-act.js';
import { ApprovalActs } from '../approvals/approval-acts.js';
import { nothingToAsk } from '../approvals/approval-failures.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import { requireTag } from './own-tags.js';
import { customersWith } from './removal-case.js';
import { restOf, TagSplitService } from './tag-split.service.js';
import { splitCase } from './upkeep-cases.js';

/** Splitting a tag, when a second person agrees. */
@Injectable()
export class SplitTagAct extends ApprovalActOf<'splitTag'> implements OnModuleInit {
  readonly act = 'splitTag';
  readonly policy = { action: 'delete', subject: 'Tag' } as const;

  constructor(
    private readonly acts: ApprovalActs,
    private readonly splits: TagSplitService,
    private readonly flows: FlowShapesRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.acts.register(this);
  }

  async describe({ client, catalog }: ActSetting, { tagId, parts }: RequestOf<'splitTag'>): Promise<ActCase> {
    const tag = requireTag(catalog, definitionId(tagId), 'edit', 'request.tagId');
    restOf(tag, parts);
    const shapes = await this.flows.all(client);
    const guarded = await splitCase(client, catalog.whole, { tag, parts, shapes }, this.clock.now().getTime());
    if (!guarded) throw nothingToAsk();
    return {
      key: guarded.key,
      about: {
        tags: [{ id: tagId, name: tag.name }],
        ...{ flow: null, group: null, department: null },
        customers: await customersWith(client, [tag.id]),
      },
    };
  }

  mayDecide({ catalog }: ActSetting, { tagId }: RequestOf<'splitTag'>): Promise<boolean> {
    return Promise.resolve(catalog.view.can('edit', definitionId(tagId)));
  }

  async perform(context: ActorContext, { tagId, parts }: RequestOf<'splitTag'>): Promise<void> {
    await this.splits.split(context, definitionId(tagId), { parts });
  }
}
