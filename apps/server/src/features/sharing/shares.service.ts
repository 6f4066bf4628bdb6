import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { Share } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { actorKey } from '../../platform/access/actor-key.js';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionId } from '../../platform/http/id-params.js';
import { approvalRequired, FourEyes } from '../approvals/four-eyes.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { ShareNotices } from './share-notices.js';
import {
  requireDepartment,
  requireFutureEnd,
  requireTarget,
  knowsTarget,
  ownsTarget,
  targetOf,
} from './share-target.js';
import { lendsMore, levelWithout, shareKey, type ShareTerms } from './share-raises.js';
import { type ShareRow, SharesRepository } from './shares.repository.js';
import type { CreateShareDto, SharesQueryDto } from './sharing.dto.js';

type NewShare = z.output<typeof CreateShareDto.schema>;

/** Lending tags and groups to departments, and taking them back. */
@Injectable()
export class SharesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: SharesRepository,
    private readonly catalogs: CatalogService,
    private readonly views: CatalogViews,
    private readonly notices: ShareNotices,
    private readonly clock: Clock,
    private readonly fourEyes: FourEyes,
  ) {}

  /** Those of what the caller may lend, and those that the caller's own department has been lent. */
  async list(context: ActorContext, query: SharesQueryDto): Promise<Share[]> {
    const catalog = await this.views.fresh(context);
    const rows = await this.repository.list({
      ...(query.tag !== undefined && { tag: definitionId(query.tag) }),
      ...(query.group !== undefined && { group: definitionId(query.group) }),
      ...(query.department !== undefined && { department: query.department }),
      ended: query.ended === 'true',
    });
    return rows.filter((row) => isSeen(row, catalog)).map(toShare);
  }

  async create(context: ActorContext, request: NewShare): Promise<Share> {
    requireScope(context);
    const now = this.clock.now();
    requireFutureEnd(request.until, now);
    return inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const catalog = this.views.within(context, await this.catalogs.read(client));
      await this.requireLendable(client, catalog, request);
      return this.lend(client, context, catalog, { ...request, ...targetOf(request) });
    });
  }

  /** Whose it is, and to whom it goes. */
  async requireLendable(client: PoolClient, catalog: CatalogView, request: NewShare): Promise<void> {
    const { ownerDepartmentId } = requireTarget(catalog, targetOf(request), 'lend');
    await requireDepartment(client, request.departmentId);
    if (ownerDepartmentId !== null && catalog.isWithin(request.departmentId, ownerDepartmentId))
      throw new DomainError('validation_failed', 'departmentId: this department owns it already', {
        path: 'departmentId',
        hint: 'Choose another department',
      });
  }

  /**
   * In the caller's transaction, which has checked that the caller may. `isAgreed`: another person has asked for it already, so
   * there are two.
   */
  async lend(
    client: PoolClient,
    context: ActorContext,
    catalog: CatalogView,
    terms: ShareTerms,
    isAgreed = false,
  ): Promise<Share> {
    const { actor } = context;
    const at = this.clock.now();
    if (!isAgreed && lendsMore(catalog.whole, terms, at.getTime()))
      await this.fourEyes.require(client, context, {
        act: 'share',
        key: await shareKey(client, catalog.whole, terms),
      });
    await this.repository.endFormer(client, terms, terms.departmentId, actor.name, at);
    const by = { id: actorKey(actor), name: actor.name };
    const id = await this.repository.insert(client, { ...terms, by, at });
    const row = (await this.repository.find(client, id)) as ShareRow;
    await this.notices.granted(client, row, at);
    return toShare(row);
  }

  async end(context: ActorContext, id: string): Promise<void> {
    const { actor } = requireScope(context);
    await inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const catalog = this.views.within(context, await this.catalogs.read(client));
      const row = await this.repository.find(client, id);
      if (!row || !isSeen(row, catalog)) throw shareNotFound(id);
      requireTarget(catalog, { tagId: row.tag_id, groupId: row.group_id }, 'lend');
      if (row.ended_at !== null)
        throw new DomainError('share_ended', 'This share has ended already', { path: 'id', params: { id } });
      const at = this.clock.now();
      await this.refuseUnlocking(client, catalog, row, at);
      await this.repository.end(client, id, actor.name, at);
      await this.notices.ended(client, row, at);
    });
  }

  /** A share may have been what kept a department from more: to take it away is to lend. */
  private async refuseUnlocking(client: PoolClient, { whole }: CatalogView, row: ShareRow, at: Date): Promise<void> {
    if (!(await this.fourEyes.settings(client)).share) return;
    const level = levelWithout(whole, row, at.getTime());
    if (level !== null) throw approvalRequired('share', { level });
  }
}

const shareNotFound = (id: string) =>
  new DomainError('share_not_found', `There is no share ${id}`, { path: 'id', params: { id } });

/** A department learns of its own shares and of those of what it may lend: to whom else something was lent is not its business. */
function isSeen(row: ShareRow, catalog: CatalogView): boolean {
  const target = { tagId: row.tag_id, groupId: row.group_id };
  if (ownsTarget(catalog, target)) return true;
  if (!catalog.departments.includes(row.department_id)) return false;
  // a share that hides something is no news to whom it hides it from
  return row.level !== 'hidden' && knowsTarget(catalog, target);
}

export function toShare(row: ShareRow): Share {
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
    grantedBy: row.granted_by,
    grantedAt: row.granted_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by,
  };
}
