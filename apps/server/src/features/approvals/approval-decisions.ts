import { Inject, Injectable } from '@nestjs/common';
import { can, requireScope, type Actor, type ActorContext } from '@tagloom/access';
import type { Approval } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { actorKey } from '../../platform/access/actor-key.js';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { log } from '../../platform/logging/pino-logger.js';
import { ActorContexts } from '../auth/actor-contexts.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import type { ActSetting } from './approval-act.js';
import { ApprovalActs } from './approval-acts.js';
import {
  alreadyDecided,
  approvalNotFound,
  approvalStale,
  askerGone,
  ownApproval,
  roleRefused,
} from './approval-failures.js';
import { ApprovalNotices } from './approval-notices.js';
import { ApprovalSight } from './approval-sight.js';
import type { DecideApprovalDto } from './approvals.dto.js';
import { ApprovalsRepository, type ApprovalRow } from './approvals.repository.js';
import { ApprovalsService } from './approvals.service.js';

type Decision = z.output<typeof DecideApprovalDto.schema>;

/** The second person's word, and doing what it allows. */
@Injectable()
export class ApprovalDecisions {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: ApprovalsRepository,
    private readonly acts: ApprovalActs,
    private readonly sight: ApprovalSight,
    private readonly notices: ApprovalNotices,
    private readonly contexts: ActorContexts,
    private readonly approvals: ApprovalsService,
    private readonly clock: Clock,
  ) {}

  /** The word is given first, for good; what fails then is kept with it, and whoever asked can do it by hand in its time. */
  async decide(context: ActorContext, id: string, decision: Decision): Promise<Approval> {
    requireScope(context);
    const asked = await this.repository.find(this.pool, id, this.clock.now());
    // asked of other connections, so before the transaction; who asked never changes
    const asker = asked && (await this.askerOf(asked));
    const row = await inTransaction(this.pool, (client) => this.decideWithin(client, context, id, decision, asker));
    if (decision.decision === 'approve') await this.perform(row);
    return this.approvals.find(context, id);
  }

  private async decideWithin(
    client: PoolClient,
    context: ActorContext,
    id: string,
    { decision, note }: Decision,
    asker: ActorContext | null,
  ): Promise<ApprovalRow> {
    await lockDefinitions(client);
    const at = this.clock.now();
    const row = await this.repository.lock(client, id, at);
    const setting = await this.sight.setting(client, context);
    if (!row || !(await this.sight.knows(setting, row))) throw approvalNotFound(id);
    await this.requireWord(setting, row);
    if (decision === 'approve' && asker) await this.requireUnchanged(client, asker, row);
    const word = decision === 'approve' ? 'approved' : 'rejected';
    const by = { id: actorKey(context.actor), name: context.actor.name };
    await this.repository.decide(client, id, word, { by, note: note === '' ? null : note, at });
    await this.notices.decided(client, row, { word, note, at });
    return row;
  }

  private async requireWord(setting: ActSetting, row: ApprovalRow): Promise<void> {
    const { client, context } = setting;
    if (context.actor.kind !== 'person')
      throw new DomainError('person_required', 'Only a person can agree, an API key cannot', {
        hint: 'Sign in and decide it there',
      });
    if (await this.sight.isOwn(client, row, context)) throw ownApproval();
    if (row.status !== 'open') throw alreadyDecided(row.status);
    if (!(await this.sight.mayDecide(setting, row))) throw roleRefused('Somebody decides who could do it themselves');
  }

  /** What is agreed to is what was asked about, as whoever asked would do it now. */
  private async requireUnchanged(client: PoolClient, asker: ActorContext, row: ApprovalRow): Promise<void> {
    const setting = await this.sight.setting(client, asker);
    try {
      const { key } = await this.acts.of(row.act).describe(setting, row.request);
      if (key !== row.key) throw approvalStale();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'approval_stale') throw error;
      throw approvalStale({ code: error.code });
    }
  }

  private async perform(row: ApprovalRow): Promise<void> {
    const act = this.acts.of(row.act);
    try {
      const asker = await this.askerOf(row);
      if (!asker || !can(asker.role, act.policy)) throw askerGone();
      await act.perform(asker, row.request);
      await this.repository.done(row.id, this.clock.now());
    } catch (error) {
      if (!(error instanceof DomainError))
        log.error({ err: error, approval: row.id }, 'could not do what was agreed to');
      const { code, message } =
        error instanceof DomainError ? error : { code: 'internal', message: 'Something went wrong on the server' };
      await this.repository.failed(row.id, { code, message });
    }
  }

  private askerOf({ asked_by_id, department_id }: ApprovalRow): Promise<ActorContext | null> {
    const [kind, id] = asked_by_id.split(':') as [Actor['kind'], string];
    return this.contexts.actingIn({ kind, id }, department_id);
  }
}
