import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { CreateDepartmentRequest, Department, UpdateDepartmentRequest } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refuseUnknownZone } from '../../platform/errors/refuse-unknown-zone.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { RunsService } from '../runs/runs.service.js';
import type { DepartmentEntity } from './department.entity.js';
import { DepartmentsRepository } from './departments.repository.js';

/** Departments, and the calendar that their rules count on. */
@Injectable()
export class DepartmentsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly departments: DepartmentsRepository,
    private readonly runs: RunsService,
  ) {}

  async list(context: ActorContext): Promise<Department[]> {
    requireScope(context);
    return (await this.departments.list()).map(toDepartment);
  }

  async create(context: ActorContext, request: CreateDepartmentRequest): Promise<Department> {
    requireScope(context);
    refuseUnknownZone(request.timeZone, 'timeZone');
    return toDepartment(await this.departments.insert(request));
  }

  /** With another zone, days begin at other moments: everyone whom a rule of the department asks about is asked anew, at once. */
  async update(context: ActorContext, id: string, { timeZone }: UpdateDepartmentRequest): Promise<Department> {
    const { actor } = requireScope(context);
    refuseUnknownZone(timeZone, 'timeZone');
    const { department, runId } = await inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const found = await this.departments.setZone(client, id, timeZone);
      if (!found)
        throw new DomainError('department_not_found', `There is no department ${id}`, { path: 'id', params: { id } });
      const { isChanged, ...department } = found;
      const run = { departmentId: id, title: department.name, startedBy: actor.name };
      return { department, runId: isChanged ? await this.runs.insertZone(client, run) : null };
    });
    if (runId !== null) await this.runs.launch(context, runId);
    return department;
  }
}

function toDepartment({ id, key, name, timeZone }: DepartmentEntity): Department {
  return { id, key, name, timeZone: timeZone ?? null };
}
