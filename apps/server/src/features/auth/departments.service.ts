import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { CreateDepartmentRequest, Department, UpdateDepartmentRequest } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { refuseUnknownZone } from '../../platform/errors/refuse-unknown-zone.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { RunsService } from '../runs/runs.service.js';
import { departmentChanged, departmentCycle, departmentInUse, departmentNotFound } from './department-failures.js';
import { departmentUses } from './department-uses.js';
import { DepartmentsRepository } from './departments.repository.js';
import { OwnBranch } from './own-branch.js';

/** The tree of departments, and the calendar that their rules count on. */
@Injectable()
export class DepartmentsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly departments: DepartmentsRepository,
    private readonly branch: OwnBranch,
    private readonly runs: RunsService,
  ) {}

  async list(context: ActorContext): Promise<Department[]> {
    requireScope(context);
    return this.departments.list();
  }

  async create(context: ActorContext, request: CreateDepartmentRequest): Promise<Department> {
    const scope = requireScope(context);
    const { key = `d_${randomBytes(6).toString('hex')}`, name, parentId = null, timeZone = null } = request;
    refuseUnknownZone(timeZone, 'timeZone');
    return this.alone(async (client) => {
      await this.branch.require(scope, parentId, 'parentId', client);
      return this.departments.insert(client, { key, name: name.trim(), parentId, timeZone });
    });
  }

  /** Renames, moves, sets the zone. With another zone, days begin at other moments: everyone whom a rule of the department asks about is asked anew, at once. */
  async update(context: ActorContext, id: string, request: UpdateDepartmentRequest): Promise<Department> {
    const scope = requireScope(context);
    refuseUnknownZone(request.timeZone, 'timeZone');
    const { department, runId } = await this.alone(async (client) => {
      await this.branch.require(scope, id, 'id', client);
      const former = await this.found(client, id);
      const { revision = former.revision, ...changes } = request;
      if (revision !== former.revision) throw departmentChanged(request, former);
      const next = { ...former, ...given(changes) };
      if (next.parentId !== former.parentId) await this.checkMove(scope, client, next);
      const department = await this.departments.update(client, { ...next, name: next.name.trim() });
      const run = { departmentId: id, title: department.name, startedBy: scope.actor.name };
      const hasNewZone = department.timeZone !== former.timeZone;
      return { department, runId: hasNewZone ? await this.runs.insertZone(client, run) : null };
    });
    if (runId !== null) await this.runs.launch(context, runId);
    return department;
  }

  async delete(context: ActorContext, id: string): Promise<void> {
    const scope = requireScope(context);
    await this.alone(async (client) => {
      await this.branch.require(scope, id, 'id', client);
      const uses = await departmentUses(client, id);
      if (Object.keys(uses).length > 0) throw departmentInUse(uses);
      await this.departments.delete(client, id);
    });
  }

  /** One change of the tree at a time: of two moves that together make a circle, the second sees the first. */
  private alone<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      return work(client);
    });
  }

  private async checkMove(scope: ActorContext, client: PoolClient, { id, name, parentId }: Department): Promise<void> {
    await this.branch.require(scope, parentId, 'parentId', client);
    if (parentId === null) return;
    const above = await this.departments.chain(parentId, client);
    const self = above.findIndex((step) => step.id === id);
    if (self >= 0) throw departmentCycle([...above.slice(0, self + 1).reverse(), { id, name }]);
  }

  private async found(client: PoolClient, id: string): Promise<Department> {
    const department = await this.departments.find(id, client);
    if (!department) throw departmentNotFound(id);
    return department;
  }
}

/** Without what is undefined, which would erase what it is spread over. */
function given({ name, parentId, timeZone }: UpdateDepartmentRequest): Partial<Department> {
  return {
    ...(name !== undefined && { name }),
    ...(parentId !== undefined && { parentId }),
    ...(timeZone !== undefined && { timeZone }),
  };
}
