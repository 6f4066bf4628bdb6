import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { CreateUserRequest, DepartmentRole, UserSummary } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { unknownDepartment } from './department-failures.js';
import { DepartmentsRepository } from './departments.repository.js';
import { OwnBranch } from './own-branch.js';
import { hashPassword } from './passwords.js';
import { RolesRepository } from './roles.repository.js';
import type { UserEntity } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly roles: RolesRepository,
    private readonly departments: DepartmentsRepository,
    private readonly branch: OwnBranch,
  ) {}

  async list(_context: ActorContext): Promise<UserSummary[]> {
    const [users, roles] = await Promise.all([this.users.list(), this.roles.all()]);
    return users.map((user) => toSummary(user, roles.get(user.id) ?? []));
  }

  async find(id: string): Promise<UserSummary> {
    const [user, roles] = await Promise.all([this.users.find(id), this.roles.of(id)]);
    if (!user) throw new DomainError('not_found', `There is no user ${id}`, { path: 'id' });
    return toSummary(user, roles);
  }

  async create(context: ActorContext, request: CreateUserRequest): Promise<UserSummary> {
    const scope = requireScope(context);
    const { email, name, role, departmentId = null, password } = request;
    if (departmentId !== null && !(await this.departments.find(departmentId))) throw unknownDepartment(departmentId);
    await this.branch.require(scope, departmentId, 'departmentId');
    const id = await this.users.insert({
      email,
      name,
      role,
      departmentId,
      locale: request.locale ?? context.locale,
      passwordHash: await hashPassword(password),
    });
    return this.find(id);
  }
}

function toSummary({ id, email, name }: UserEntity, roles: DepartmentRole[]): UserSummary {
  const [first] = roles as (DepartmentRole | undefined)[];
  return {
    id,
    email,
    name,
    role: first?.role ?? null,
    departmentId: first?.departmentId ?? null,
    departmentName: first?.departmentName ?? null,
    roles,
  };
}
