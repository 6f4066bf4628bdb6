import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { Clock } from '../../platform/clock/clock.js';
import { definitionId } from '../../platform/http/id-params.js';
import { ApprovalActOf, type ActCase, type ActSetting, type RequestOf } from '../approvals/approval-act.js';
import { ApprovalActs } from '../approvals/approval-acts.js';
import { nothingToAsk } from '../approvals/approval-failures.js';
import type { TagRow } from './definition-changes.js';
import { DefinitionRules } from './definition-rules.js';
import { tagGivingCase } from './giving-case.js';
import { nextOf, requireEditable } from './tag-change.js';
import { tagNotFound } from './tag-failures.js';
import { isOwner } from './tag-ownership.js';
import { TagsRepository } from './tags.repository.js';
import { TagsService } from './tags.service.js';

type Request = RequestOf<'giveTag'>;

/** Another owner, a wider scope or a group that lends the tag, when a second person agrees. */
@Injectable()
export class GiveTagAct extends ApprovalActOf<'giveTag'> implements OnModuleInit {
  readonly act = 'giveTag';
  readonly policy = { action: 'update', subject: 'Tag' } as const;

  constructor(
    private readonly acts: ApprovalActs,
    private readonly tags: TagsRepository,
    private readonly rules: DefinitionRules,
    private readonly library: TagsService,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.acts.register(this);
  }

  async describe(setting: ActSetting, request: Request): Promise<ActCase> {
    const { client, catalog } = setting;
    requireEditable(catalog, definitionId(request.tagId));
    const { former, next } = await this.change(setting, request);
    const guarded = await tagGivingCase(client, catalog.whole, former, next, this.clock.now().getTime());
    if (!guarded) throw nothingToAsk();
    const { ownerDepartmentId: owner } = next;
    const group = next.groupId === former.groupId ? undefined : catalog.whole.groups.get(next.groupId ?? 0);
    const isGiven = owner !== null && owner !== former.ownerDepartmentId;
    return {
      key: guarded.key,
      about: {
        tags: [{ id: request.tagId, name: former.name }],
        group: group ? { id: String(group.id), name: group.name } : null,
        department: isGiven ? { id: owner, name: catalog.whole.departmentNames.get(owner) ?? '' } : null,
        ...{ flow: null, customers: null },
      },
    };
  }

  /** Who could do it themselves; of a personal tag, which its owner has shown by asking, those who would own it then. */
  async mayDecide(setting: ActSetting, request: Request): Promise<boolean> {
    const { catalog, context } = setting;
    const tag = catalog.whole.tags.get(definitionId(request.tagId));
    if (tag === undefined || (tag.scope !== 'personal' && !catalog.view.can('edit', tag.id))) return false;
    if (tag.scope === 'personal') return isOwner(catalog, context, (await this.drawn(setting, request)).next);
    await this.change(setting, request);
    return true;
  }

  async perform(context: ActorContext, { tagId, scope, ownerDepartmentId, groupId }: Request): Promise<void> {
    await this.library.update(context, definitionId(tagId), { scope, ownerDepartmentId, groupId });
  }

  private async drawn(
    { client, context }: ActSetting,
    { tagId, ...wanted }: Request,
  ): Promise<{ former: TagRow; next: TagRow }> {
    const former = await this.tags.find(definitionId(tagId), client);
    if (!former) throw tagNotFound(tagId);
    const { scope, ownerDepartmentId, groupId } = wanted;
    return { former, next: nextOf(former, { scope, ownerDepartmentId, groupId }, context) };
  }

  private async change(setting: ActSetting, request: Request): Promise<{ former: TagRow; next: TagRow }> {
    const { client, context, catalog: view } = setting;
    const { former, next } = await this.drawn(setting, request);
    await this.rules.requireChange({ view, context, former, next, note: undefined, client }, context.locale);
    return { former, next };
  }
}
