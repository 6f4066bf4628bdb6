import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { CreateUserRequest, UserSummary } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { DepartmentsRepository } from './departments.repository.js';
import { hashPassword } from './passwords.js';
import type { UserEntity } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly departments: DepartmentsRepository,
  ) {}

  async list(_context: ActorContext): Promise<UserSummary[]> {
    return (await this.users.list()).map(toSummary);
  }

  async create(context: ActorContext, request: CreateUserRequest): Promise<UserSummary> {
    const { email, name, role, departmentId = null, password } = request;
    const department = departmentId === null ? null : await this.departments.find(departmentId);
    if (departmentId !== null && !department)
      throw new DomainError('validation_failed', `departmentId: there is no department ${departmentId}`, {
        path: 'departmentId',
      });
    const locale = request.locale ?? context.locale;
    const id = await this.users.insert({
      email,
      name,
      role,
      departmentId,
      locale,
      passwordHash: await hashPassword(password),
    });
    return { id, email, name, role, departmentId, departmentName: department?.name ?? null };
  }
}

function toSummary({ id, email, name, role, departmentId, department }: UserEntity): UserSummary {
  return { id, email, name, role, departmentId, departmentName: department?.name ?? null };
}
