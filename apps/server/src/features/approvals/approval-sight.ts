import { Injectable } from '@nestjs/common';
import { can, type ActorContext } from '@tagloom/access';
import { ROLES, type Role } from '@tagloom/contracts';
import type { ClientBase, PoolClient } from 'pg';
import { actorKey } from '../../platform/access/actor-key.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { People } from '../auth/people.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { ActSetting } from './approval-act.js';
import { ApprovalActs } from './approval-acts.js';
import type { ApprovalRow } from './approvals.repository.js';

/** They answer for what the whole organisation does. */
const AUDITORS: ReadonlySet<Role> = new Set(['admin', 'compliance']);

/** What the rest of a row says nothing about: only what is asked, and by whom. */
export type Asked = Pick<ApprovalRow, 'act' | 'request' | 'asked_by_id' | 'asked_by'>;

/** Who may know of an approval, and who may decide it. */
@Injectable()
export class ApprovalSight {
  constructor(
    private readonly acts: ApprovalActs,
    private readonly people: People,
    private readonly catalogs: CatalogService,
    private readonly views: CatalogViews,
  ) {}

  async setting(client: PoolClient, context: ActorContext): Promise<ActSetting> {
    return this.settingOf(client, context, await this.catalogs.read(client));
  }

  settingOf(client: PoolClient, context: ActorContext, loaded: LoadedCatalog): ActSetting {
    return { client, context, catalog: this.views.within(context, loaded) };
  }

  /** Whoever asked, where they still act as themselves, and whoever made the key that asked. */
  async isOwn(client: Pick<ClientBase, 'query'>, row: Asked, { actor, seeAs }: ActorContext): Promise<boolean> {
    const asker = { id: row.asked_by_id, name: row.asked_by };
    return !seeAs && this.people.areSame(client, asker, { id: actorKey(actor), name: actor.name });
  }

  /** A person who did not ask, and who could do it alone were there no second one. */
  async mayDecide(setting: ActSetting, row: Asked): Promise<boolean> {
    const { client, context } = setting;
    const act = this.acts.of(row.act);
    if (context.seeAs || context.actor.kind !== 'person' || !can(context.role, act.policy)) return false;
    if (await this.isOwn(client, row, context)) return false;
    try {
      return await act.mayDecide(setting, row.request);
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  /** Sees all, whatever it is about. */
  isAuditor({ role, departmentId, seeAs }: ActorContext): boolean {
    return departmentId === null && !seeAs && AUDITORS.has(role);
  }

  /** Others are answered as if there were none. */
  async knows(setting: ActSetting, row: ApprovalRow): Promise<boolean> {
    const { client, context } = setting;
    if (this.isAuditor(context) || (await this.isOwn(client, row, context))) return true;
    if (!context.seeAs && wasTold(row, context)) return true;
    return row.status === 'open' && this.mayDecide(setting, row);
  }

  /** The ids of the people who may decide, wherever they have to act for it. */
  async deciders(client: PoolClient, row: Asked): Promise<string[]> {
    const { policy } = this.acts.of(row.act);
    const roles = ROLES.filter((role) => can(role, policy));
    const loaded = await this.catalogs.read(client);
    const found = new Set<string>();
    for (const context of await this.people.having(client, roles))
      if (!found.has(context.actor.id) && (await this.mayDecide(this.settingOf(client, context, loaded), row)))
        found.add(context.actor.id);
    return [...found];
  }
}

/** Whoever decided, and whoever was asked to: that it is settled is told to them too. */
const wasTold = ({ told, decided_by_id }: ApprovalRow, { actor }: ActorContext): boolean =>
  decided_by_id === actorKey(actor) || (actor.kind === 'person' && told.includes(actor.id));
