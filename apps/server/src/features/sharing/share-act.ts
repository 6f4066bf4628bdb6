import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { Clock } from '../../platform/clock/clock.js';
import { ApprovalActOf, type ActCase, type ActSetting, type RequestOf } from '../approvals/approval-act.js';
import { ApprovalActs } from '../approvals/approval-acts.js';
import { shareKey } from './share-raises.js';
import { ownsTarget, requireFutureEnd, targetOf } from './share-target.js';
import { SharesService } from './shares.service.js';

/** Lending outside the department that owns a tag, when a second person agrees. */
@Injectable()
export class ShareAct extends ApprovalActOf<'share'> implements OnModuleInit {
  readonly act = 'share';
  readonly policy = { action: 'create', subject: 'Share' } as const;

  constructor(
    private readonly acts: ApprovalActs,
    private readonly shares: SharesService,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.acts.register(this);
  }

  async describe({ client, catalog }: ActSetting, { share }: RequestOf<'share'>): Promise<ActCase> {
    requireFutureEnd(share.until, this.clock.now());
    await this.shares.requireLendable(client, catalog, share);
    const { whole } = catalog;
    const target = targetOf(share);
    const tag = target.tagId === null ? undefined : whole.tags.get(target.tagId);
    const group = target.groupId === null ? undefined : whole.groups.get(target.groupId);
    return {
      key: await shareKey(client, whole, { ...share, ...target }),
      about: {
        tags: tag ? [{ id: String(tag.id), name: tag.name }] : [],
        group: group ? { id: String(group.id), name: group.name } : null,
        department: { id: share.departmentId, name: whole.departmentNames.get(share.departmentId) ?? '' },
        ...{ flow: null, customers: null },
      },
    };
  }

  mayDecide({ catalog }: ActSetting, { share }: RequestOf<'share'>): Promise<boolean> {
    return Promise.resolve(ownsTarget(catalog, targetOf(share)));
  }

  async perform(context: ActorContext, { share }: RequestOf<'share'>): Promise<void> {
    await this.shares.create(context, share);
  }
}
