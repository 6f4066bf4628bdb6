import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { Clock } from '../../platform/clock/clock.js';
import { definitionId } from '../../platform/http/id-params.js';
import { ApprovalActOf, type ActCase, type ActSetting, type RequestOf } from '../approvals/approval-act.js';
import { ApprovalActs } from '../approvals/approval-acts.js';
import { nothingToAsk } from '../approvals/approval-failures.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import { mergePair, requireSameKind } from './merge-pair.js';
import { customersWith } from './removal-case.js';
import { TagMergeService } from './tag-merge.service.js';
import { mergeCase } from './upkeep-cases.js';

/** Merging a tag into another, when a second person agrees. */
@Injectable()
export class MergeTagsAct extends ApprovalActOf<'mergeTags'> implements OnModuleInit {
  readonly act = 'mergeTags';
  readonly policy = { action: 'delete', subject: 'Tag' } as const;

  constructor(
    private readonly acts: ApprovalActs,
    private readonly merges: TagMergeService,
    private readonly flows: FlowShapesRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.acts.register(this);
  }

  async describe({ client, catalog }: ActSetting, { tagId, into }: RequestOf<'mergeTags'>): Promise<ActCase> {
    const pair = mergePair(catalog, definitionId(tagId), into);
    requireSameKind(pair);
    const shapes = await this.flows.all(client);
    const guarded = await mergeCase(client, catalog.whole, { ...pair, shapes }, this.clock.now().getTime());
    if (!guarded) throw nothingToAsk();
    return {
      key: guarded.key,
      about: {
        tags: [pair.from, pair.to].map(({ id, name }) => ({ id: String(id), name })),
        ...{ flow: null, group: null, department: null },
        customers: await customersWith(client, [pair.from.id]),
      },
    };
  }

  /** Who may change whatever of the two is not one person's own: the asker has shown it. */
  mayDecide({ catalog }: ActSetting, { tagId, into }: RequestOf<'mergeTags'>): Promise<boolean> {
    const tags = [tagId, into].map((id) => catalog.whole.tags.get(definitionId(id)));
    const isTheirs = tags.every(
      (tag) => tag !== undefined && (tag.scope === 'personal' || catalog.view.can('edit', tag.id)),
    );
    return Promise.resolve(isTheirs);
  }

  async perform(context: ActorContext, { tagId, into }: RequestOf<'mergeTags'>): Promise<void> {
    await this.merges.merge(context, definitionId(tagId), { into });
  }
}
