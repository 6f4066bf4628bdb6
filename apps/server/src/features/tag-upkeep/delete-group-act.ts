import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { definitionId } from '../../platform/http/id-params.js';
import { ApprovalActOf, type ActCase, type ActSetting, type RequestOf } from '../approvals/approval-act.js';
import { ApprovalActs } from '../approvals/approval-acts.js';
import { groupToRemove } from './group-removal.js';
import { customersWith, RemovalCase } from './removal-case.js';
import { TagBinService } from './tag-bin.service.js';
import { requireConfirmed } from './confirm-removal.js';

/** Deleting a group with what is in it, when a second person agrees. */
@Injectable()
export class DeleteGroupAct extends ApprovalActOf<'deleteGroup'> implements OnModuleInit {
  readonly act = 'deleteGroup';
  readonly policy = { action: 'delete', subject: 'TagGroup' } as const;

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

  async describe(setting: ActSetting, { groupId, tags }: RequestOf<'deleteGroup'>): Promise<ActCase> {
    const removal = groupToRemove(setting.catalog, definitionId(groupId));
    requireConfirmed(removal, tags, setting.context.locale, 'request.tags');
    return {
      key: await this.cases.key(setting, removal),
      about: {
        tags: removal.tags.map(({ id, name }) => ({ id: String(id), name })),
        group: { id: groupId, name: removal.groups[0].name },
        ...{ flow: null, department: null },
        customers: await customersWith(
          setting.client,
          removal.tags.map(({ id }) => id),
        ),
      },
    };
  }

  /** Who owns the group, and may change whatever of it is not one person's own. */
  mayDecide({ catalog }: ActSetting, { groupId }: RequestOf<'deleteGroup'>): Promise<boolean> {
    return Promise.resolve(groupToRemove(catalog, definitionId(groupId)).groups.length > 0);
  }

  perform(context: ActorContext, { groupId, tags }: RequestOf<'deleteGroup'>): Promise<void> {
    return this.bin.removeGroup(context, definitionId(groupId), tags);
  }
}
