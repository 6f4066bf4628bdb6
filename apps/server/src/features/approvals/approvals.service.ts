import { Inject, Injectable } from '@nestjs/common';
import { can, requireScope, type ActorContext } from '@tagloom/access';
import { Id, type Approval, type ApprovalsResponse, type ApprovalStatus } from '@tagloom/contracts';
import type { Pool } from 'pg';
import type { z } from 'zod';
import { actorKey } from '../../platform/access/actor-key.js';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { decodeCursor } from '../../platform/paging/cursor.js';
import { pageOf } from '../../platform/paging/page-of.js';
import { People } from '../auth/people.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import type { ActSetting } from './approval-act.js';
import { ApprovalActs } from './approval-acts.js';
import { alreadyDecided, approvalNotFound, roleRefused } from './approval-failures.js';
import { ApprovalNotices } from './approval-notices.js';
import { ApprovalSight } from './approval-sight.js';
import { toApproval } from './approval-view.js';
import type { AskApprovalDto } from './approvals.dto.js';
import { ApprovalsRepository, type ApprovalRow } from './approvals.repository.js';

const DAYS = 7;
const DAY_MS = 24 * 3_600_000;

export interface ApprovalsQuery {
  status?: ApprovalStatus | undefined;
  cursor?: string | undefined;
  size: number;
}

/** What waits for a second person. */
@Injectable()
export class ApprovalsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: ApprovalsRepository,
    private readonly acts: ApprovalActs,
    private readonly sight: ApprovalSight,
    private readonly notices: ApprovalNotices,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** The same case, by the same asker, that is open is not asked for again. */
  async ask(context: ActorContext, { request, reason }: z.output<typeof AskApprovalDto.schema>): Promise<Approval> {
    const { actor, departmentId, role } = requireScope(context);
    const act = this.acts.of(request.act);
    if (!can(role, act.policy)) throw roleRefused('Ask somebody who may do it');
    return inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const at = this.clock.now();
      const setting = await this.sight.setting(client, context);
      const { key, about } = await act.describe(setting, request);
      const asker = { actor: actorKey(actor), departmentId };
      const open = await this.repository.openOf(client, asker, key, at);
      if (open) return this.view(setting, open);
      await this.repository.outdate(client, asker, request, at);
      const asked = { act: request.act, request, asked_by_id: asker.actor, asked_by: actor.name };
      const told = await this.sight.deciders(client, asked);
      const row = await this.repository.insert(client, {
        ...{ request, key, about, reason, departmentId, told, at },
        by: { id: asker.actor, name: actor.name },
        departmentName: departmentId === null ? null : (setting.catalog.whole.departmentNames.get(departmentId) ?? ''),
        until: new Date(at.getTime() + DAYS * DAY_MS),
      });
      await this.notices.asked(client, row, told, at);
      return this.view(setting, row);
    });
  }

  /** The caller's own, those that they may or might have decided; of the whole organisation, for those who answer for it. */
  async list(context: ActorContext, { status, cursor, size }: ApprovalsQuery): Promise<ApprovalsResponse> {
    const { actor, departmentId, seeAs = false } = requireScope(context);
    const now = this.clock.now();
    const of = { actor: actorKey(actor), departmentId, seeAs, status: status ?? null };
    const before = cursor === undefined ? null : decodeCursor(cursor, of, Id, 'cursor');
    return inTransaction(this.pool, async (client) => {
      const setting = await this.sight.setting(client, context);
      const everything = this.sight.isAuditor(context);
      const actors = seeAs ? [] : [of.actor, ...(await this.people.keysOf(client, of.actor))];
      const person = !seeAs && actor.kind === 'person' ? actor.id : null;
      const ids = everything ? [] : await this.decidable(setting, now);
      const query = { status: of.status, before, limit: size + 1, now };
      const rows = await this.repository.page(client, query, { everything, actors, person, ids });
      const page = pageOf(rows, size, of, ({ id }) => id);
      const items: Approval[] = [];
      for (const row of page.rows) items.push(await this.view(setting, row));
      return { items, nextCursor: page.nextCursor };
    });
  }

  async find(context: ActorContext, id: string): Promise<Approval> {
    requireScope(context);
    return inTransaction(this.pool, async (client) => {
      const row = await this.repository.find(client, id, this.clock.now());
      const setting = await this.sight.setting(client, context);
      if (!row || !(await this.sight.knows(setting, row))) throw approvalNotFound(id);
      return this.view(setting, row);
    });
  }

  /** By whoever asked, or made the key that did: also what was agreed to and not done. */
  async withdraw(context: ActorContext, id: string): Promise<Approval> {
    requireScope(context);
    return inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const at = this.clock.now();
      const row = await this.repository.lock(client, id, at);
      const setting = await this.sight.setting(client, context);
      if (!row || !(await this.sight.knows(setting, row))) throw approvalNotFound(id);
      if (!(await this.sight.isOwn(client, row, context))) throw roleRefused('Whoever asked for it may withdraw it');
      if (row.status !== 'open' && row.status !== 'approved') throw alreadyDecided(row.status);
      await this.repository.withdraw(client, id);
      return this.view(setting, { ...row, status: 'withdrawn' });
    });
  }

  private async decidable(setting: ActSetting, now: Date): Promise<string[]> {
    const ids: string[] = [];
    for (const row of await this.repository.open(setting.client, now))
      if (await this.sight.mayDecide(setting, row)) ids.push(row.id);
    return ids;
  }

  private async view(setting: ActSetting, row: ApprovalRow): Promise<Approval> {
    const own = await this.sight.isOwn(setting.client, row, setting.context);
    return toApproval(row, { own, mine: row.status === 'open' && (await this.sight.mayDecide(setting, row)) });
  }
}
