import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { definitionId } from '../../platform/http/id-params.js';
import { ApprovalActOf, type ActCase, type ActSetting, type RequestOf } from '../approvals/approval-act.js';
import { ApprovalActs } from '../approvals/approval-acts.js';
import { requireTag } from './own-tags.js';
import { customersWith, RemovalCase } from './removal-case.js';
import { TagBinService } from './tag-bin.service.js';

/** Deleting a tag, when a second person agrees. */
@Injectable()
export class DeleteTagAct extends ApprovalActOf<'deleteTag'> implements OnModuleInit {
  readonly act = 'deleteTag';
  readonly policy = { action: 'delete', subject: 'Tag' } as const;

  constructor(
    private readonly acts: ApprovalActs,
    private readonly cases: RemovalCase,
    private readonly bin: TagBinService,
  ) {
    super();
  }

  onModuleInit(): void {
    this.acts.register(this);
  }

  async describe(setting: ActSetting, { tagId }: RequestOf<'deleteTag'>): Promise<ActCase> {
    const tag = requireTag(setting.catalog, definitionId(tagId), 'edit', 'request.tagId');
    return {
      key: await this.cases.key(setting, { tags: [tag], groups: [], left: [] }),
      about: {
        tags: [{ id: tagId, name: tag.name }],
        ...{ flow: null, group: null, department: null },
        customers: await customersWith(setting.client, [tag.id]),
      },
    };
  }

  mayDecide({ catalog }: ActSetting, { tagId }: RequestOf<'deleteTag'>): Promise<boolean> {
    return Promise.resolve(catalog.view.can('edit', definitionId(tagId)));
  }

  perform(context: ActorContext, { tagId }: RequestOf<'deleteTag'>): Promise<void> {
    return this.bin.remove(context, definitionId(tagId));
  }
}
