import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { Clock } from '../../platform/clock/clock.js';
import { definitionId } from '../../platform/http/id-params.js';
import { ApprovalActOf, type ActCase, type ActSetting, type RequestOf } from '../approvals/approval-act.js';
import { ApprovalActs } from '../approvals/approval-acts.js';
import { nothingToAsk } from '../approvals/approval-failures.js';
import { groupGivingCase } from './giving-case.js';
import { requireOwnGroup } from './group-place.js';
import { TagGroupsRepository, type GroupRow } from './tag-groups.repository.js';
import { TagGroupsService } from './tag-groups.service.js';

type Request = RequestOf<'giveGroup'>;

/** A group goes below another one, which lends what is in it, when a second person agrees. */
@Injectable()
export class GiveGroupAct extends ApprovalActOf<'giveGroup'> implements OnModuleInit {
  readonly act = 'giveGroup';
  readonly policy = { action: 'update', subject: 'TagGroup' } as const;

  constructor(
    private readonly acts: ApprovalActs,
    private readonly groups: TagGroupsRepository,
    private readonly library: TagGroupsService,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.acts.register(this);
  }

  async describe(setting: ActSetting, request: Request): Promise<ActCase> {
    const { client, catalog } = setting;
    const { group, parentId } = await this.move(setting, request);
    const guarded = await groupGivingCase(client, catalog.whole, group.id, parentId, this.clock.now().getTime());
    if (!guarded) throw nothingToAsk();
    return {
      key: guarded.key,
      about: {
        group: { id: request.groupId, name: group.name },
        ...{ tags: [], flow: null, department: null, customers: null },
      },
    };
  }

  async mayDecide(setting: ActSetting, request: Request): Promise<boolean> {
    await this.move(setting, request);
    return true;
  }

  async perform(context: ActorContext, { groupId, parentId }: Request): Promise<void> {
    await this.library.update(context, definitionId(groupId), { parentId });
  }

  /** Throws what the change itself would. */
  private async move(
    { client, catalog }: ActSetting,
    { groupId, parentId }: Request,
  ): Promise<{ group: GroupRow; parentId: number | null }> {
    const id = definitionId(groupId);
    const group = requireOwnGroup(catalog, await this.groups.find(id, client), id);
    return { group, parentId: await this.library.placeOf(client, catalog, group, parentId) };
  }
}
