import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ActorContext, Policy } from '@tagloom/access';
import { BulkTagRequest } from '@tagloom/contracts';
import { type ActCase, ApprovalActOf, type ActSetting, type RequestOf } from '../approvals/approval-act.js';
import { ApprovalActs } from '../approvals/approval-acts.js';
import { bulkKey } from './bulk-key.js';
import { BulkOrders } from './bulk-orders.js';
import { BulkRunsRepository } from './bulk-runs.repository.js';
import { BulkTagsService } from './bulk-tags.service.js';
import { refuseOtherThan } from './refuse-other-than.js';

/** A bulk edit that waits for a second person. */
@Injectable()
export class BulkTagAct extends ApprovalActOf<'bulkTag'> implements OnModuleInit {
  readonly act = 'bulkTag';
  readonly policy: Policy = { action: 'tag', subject: 'Customer' };

  constructor(
    private readonly acts: ApprovalActs,
    private readonly orders: BulkOrders,
    private readonly repository: BulkRunsRepository,
    private readonly bulk: BulkTagsService,
  ) {
    super();
  }

  onModuleInit(): void {
    this.acts.register(this);
  }

  async describe(setting: ActSetting, request: RequestOf<'bulkTag'>): Promise<ActCase> {
    const { tag, asked, whom } = await this.orders.read(setting, BulkTagRequest.parse(request.bulk));
    const customers = await this.repository.count(setting.client, whom);
    await refuseOtherThan(setting.client, this.repository, whom, customers);
    const tags = [{ id: String(tag.id), name: tag.name }];
    return { key: bulkKey(tag, asked), about: { tags, flow: null, group: null, department: null, customers } };
  }

  /** Whoever might do the same: set this tag, and ask this of customers. */
  async mayDecide(setting: ActSetting, request: RequestOf<'bulkTag'>): Promise<boolean> {
    await this.orders.read(setting, BulkTagRequest.parse(request.bulk));
    return true;
  }

  async perform(context: ActorContext, request: RequestOf<'bulkTag'>): Promise<void> {
    await this.bulk.start(context, BulkTagRequest.parse(request.bulk));
  }
}
