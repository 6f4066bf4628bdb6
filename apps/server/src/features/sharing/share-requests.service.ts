import { Inject, Injectable } from '@nestjs/common';
import { can, rankOf, requireScope, type ActorContext } from '@tagloom/access';
import type { ShareRequest, ShareRequestStatus } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { actorKey } from '../../platform/access/actor-key.js';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { People } from '../auth/people.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { ShareNotices } from './share-notices.js';
import { type Concerned, type ShareRequestRow, ShareRequestsRepository } from './share-requests.repository.js';
import { knowsTarget, ownsTag, ownsTarget, requireFutureEnd, requireTarget, targetOf } from './share-target.js';
import { SharesService } from './shares.service.js';
import type { AnswerShareRequestDto, AskShareDto } from './sharing.dto.js';

/** A department asks for what it knows to exist; the owner answers once. */
@Injectable()
export class ShareRequestsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: ShareRequestsRepository,
    private readonly shares: SharesService,
    private readonly catalogs: CatalogService,
    private readonly views: CatalogViews,
    private readonly notices: ShareNotices,
    private readonly clock: Clock,
    private readonly people: People,
  ) {}

  /** What the caller's department asked for, and what the caller may answer. */
  async list(context: ActorContext, status: ShareRequestStatus | undefined): Promise<ShareRequest[]> {
    const catalog = await this.views.fresh(context);
    const rows = await this.repository.list(status ?? null, concernedBy(catalog));
    return rows.filter((row) => isSeen(row, catalog)).map((row) => toRequest(row, catalog, context));
  }

  /** What is asked for already is answered with the request that is open. */
  async ask(context: ActorContext, request: z.output<typeof AskShareDto.schema>): Promise<ShareRequest> {
    const { actor, departmentId } = requireScope(context);
    if (departmentId === null)
      throw new DomainError('department_required', 'The whole organisation has everything already', {
        hint: 'Act in the department that needs it',
      });
    const at = this.clock.now();
    requireFutureEnd(request.until, at);
    return inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const catalog = this.views.within(context, await this.catalogs.read(client));
      const target = targetOf(request);
      const { ownerDepartmentId } = requireTarget(catalog, target, 'know');
      if (target.tagId !== null && catalog.view.can(request.level, target.tagId))
        throw new DomainError('conflict', 'Your department has this already', {
          path: 'level',
          hint: 'Nothing is missing',
        });
      const open = await this.repository.openOf(client, target, departmentId);
      if (open) return toRequest(open, catalog, context);
      const by = { id: actorKey(actor), name: actor.name };
      const row = await this.repository.insert(client, { ...request, ...target, departmentId, by, at });
      await this.notices.asked(client, ownerDepartmentId, row, at);
      return toRequest(row, catalog, context);
    });
  }

  /** The owner may lend less than was asked for, never more. */
  async answer(
    context: ActorContext,
    id: string,
    { grant, level, until, note }: z.output<typeof AnswerShareRequestDto.schema>,
  ): Promise<ShareRequest> {
    const at = this.clock.now();
    return this.settle(context, id, 'lend', async (client, row, catalog) => {
      if (!grant) return { status: 'refused' as const, note, shareId: null };
      const asked = { level: row.level, until: row.until?.toISOString() ?? null };
      const terms = { level: level ?? asked.level, until: until === undefined ? asked.until : until };
      requireFutureEnd(terms.until, at);
      requireNoMore(terms, asked);
      const target = { tagId: row.tag_id, groupId: row.group_id };
      const isAgreed = await this.isAnother(client, row, context);
      const lent = { ...target, ...terms, departmentId: row.department_id, purpose: row.purpose };
      const share = await this.shares.lend(client, context, catalog, lent, isAgreed);
      return { status: 'granted' as const, note, shareId: share.id };
    });
  }

  async withdraw(context: ActorContext, id: string): Promise<ShareRequest> {
    return this.settle(context, id, 'know', (_client, row) => {
      if (row.department_id !== context.departmentId) throw requestNotFound(id);
      return Promise.resolve({ status: 'withdrawn' as const, note: '', shareId: null });
    });
  }

  /** Whoever asks and whoever grants are two people, unless one of them did both, or had a key of theirs do it. */
  private async isAnother(client: PoolClient, row: ShareRequestRow, { actor }: ActorContext): Promise<boolean> {
    if (actor.kind !== 'person') return false;
    const asker = { id: row.asked_by_id, name: row.asked_by };
    return !(await this.people.areSame(client, asker, { id: actorKey(actor), name: actor.name }));
  }

  private async settle(
    context: ActorContext,
    id: string,
    wanted: 'lend' | 'know',
    decide: (
      client: PoolClient,
      row: ShareRequestRow,
      catalog: CatalogView,
    ) => Promise<{ status: ShareRequestStatus; note: string; shareId: string | null }>,
  ): Promise<ShareRequest> {
    const { actor } = requireScope(context);
    const at = this.clock.now();
    return inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const catalog = this.views.within(context, await this.catalogs.read(client));
      const row = await this.repository.find(client, id);
      if (!row || !isSeen(row, catalog)) throw requestNotFound(id);
      requireTarget(catalog, { tagId: row.tag_id, groupId: row.group_id }, wanted);
      if (row.status !== 'open')
        throw new DomainError('request_decided', 'This request has been answered already', {
          path: 'id',
          params: { status: row.status },
        });
      const decided = await decide(client, row, catalog);
      const by = { id: actorKey(actor), name: actor.name };
      const settled = await this.repository.settle(client, id, { ...decided, by, at });
      if (settled.status === 'refused') await this.notices.answered(client, settled, at);
      return toRequest(settled, catalog, context);
    });
  }
}

const requestNotFound = (id: string) =>
  new DomainError('request_not_found', `There is no share request ${id}`, { path: 'id', params: { id } });

type Terms = Pick<ShareRequest, 'level' | 'until'>;

/** Refuses terms that nobody asked for. */
function requireNoMore(terms: Terms, asked: Terms): void {
  const isLonger = asked.until !== null && (terms.until === null || Date.parse(terms.until) > Date.parse(asked.until));
  const path = rankOf(terms.level) > rankOf(asked.level) ? 'level' : isLonger ? 'until' : null;
  if (path !== null)
    throw new DomainError('validation_failed', `${path}: more than was asked for`, {
      path,
      hint: 'Grant what was asked for, or less',
    });
}

const targetOfRow = ({ tag_id, group_id }: ShareRequestRow) => ({ tagId: tag_id, groupId: group_id });

const isSeen = (row: ShareRequestRow, catalog: CatalogView): boolean =>
  ownsTarget(catalog, targetOfRow(row)) ||
  (catalog.departments[0] === row.department_id && knowsTarget(catalog, targetOfRow(row)));

function concernedBy(catalog: CatalogView): Concerned {
  const { whole, isOrganisation: everyone, departments } = catalog;
  if (everyone) return { everyone, departmentId: null, tagIds: [], groupIds: [] };
  return {
    everyone,
    departmentId: departments[0] ?? null,
    tagIds: [...whole.tags.values()].filter((tag) => ownsTag(catalog, tag)).map(({ id }) => id),
    groupIds: [...whole.groups.values()].filter((group) => catalog.ownsGroup(group)).map(({ id }) => id),
  };
}

function toRequest(row: ShareRequestRow, catalog: CatalogView, { role }: ActorContext): ShareRequest {
  return {
    id: row.id,
    tagId: row.tag_id === null ? null : String(row.tag_id),
    groupId: row.group_id === null ? null : String(row.group_id),
    name: row.name,
    departmentId: row.department_id,
    departmentName: row.department_name,
    level: row.level,
    purpose: row.purpose,
    until: row.until?.toISOString() ?? null,
    status: row.status,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    answeredBy: row.answered_by,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answer: row.answer,
    mine:
      row.status === 'open' &&
      ownsTarget(catalog, targetOfRow(row)) &&
      can(role, { action: 'create', subject: 'Share' }),
  };
}
