import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { AddRoleRequest, ChangeRoleRequest, DepartmentRole, UserSummary } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { OwnBranch } from './own-branch.js';
import { RolesRepository } from './roles.repository.js';
import { UsersService } from './users.service.js';

/** Which role a person has in which department. What changes here counts from the next request on. */
@Injectable()
export class RolesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly roles: RolesRepository,
    private readonly users: UsersService,
    private readonly branch: OwnBranch,
  ) {}

  async add(context: ActorContext, userId: string, { departmentId, role }: AddRoleRequest): Promise<UserSummary> {
    const scope = requireScope(context);
    await this.branch.require(scope, departmentId, 'departmentId');
    await this.users.find(userId);
    await this.roles.add(userId, departmentId, role);
    return this.users.find(userId);
  }

  change(context: ActorContext, userId: string, roleId: string, { role }: ChangeRoleRequest): Promise<UserSummary> {
    return this.withOne(context, userId, roleId, async (client, former, isLastAdmin) => {
      if (isLastAdmin && role !== 'admin') throw lastAdmin();
      await this.roles.change(client, former.id, role);
    });
  }

  remove(context: ActorContext, userId: string, roleId: string): Promise<UserSummary> {
    return this.withOne(context, userId, roleId, async (client, former, isLastAdmin) => {
      if (isLastAdmin) throw lastAdmin();
      await this.roles.remove(client, userId, former.id);
    });
  }

  private async withOne(
    context: ActorContext,
    userId: string,
    roleId: string,
    change: (client: PoolClient, role: DepartmentRole, isLastAdmin: boolean) => Promise<void>,
  ): Promise<UserSummary> {
    const scope = requireScope(context);
    await inTransaction(this.pool, async (client) => {
      const admins = await this.roles.lockAdmins(client);
      const role = (await this.roles.of(userId, client)).find(({ id }) => id === roleId);
      if (!role) throw new DomainError('not_found', `The user ${userId} has no role ${roleId}`, { path: 'roleId' });
      await this.branch.require(scope, role.departmentId, 'departmentId', client);
      await change(client, role, admins.length === 1 && admins[0] === role.id);
    });
    return this.users.find(userId);
  }
}

const lastAdmin = () =>
  new DomainError('last_admin', 'The whole organisation needs an administrator', {
    path: 'roleId',
    hint: 'Make somebody else administrator of the whole organisation first.',
  });
