import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Locale, Role } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { Repository } from 'typeorm';
import { POOL } from '../../platform/database/pool.token.js';
import { isForeignKeyViolation, isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { unknownDepartment } from './department-failures.js';
import { UserEntity } from './user.entity.js';

export interface NewUser extends Pick<UserEntity, 'email' | 'name' | 'passwordHash' | 'locale'> {
  role: Role;
  /** Null is the whole organisation. */
  departmentId: string | null;
}

@Injectable()
export class UsersRepository {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  list(): Promise<UserEntity[]> {
    return this.users.find({ order: { id: 'ASC' } });
  }

  find(id: string): Promise<UserEntity | null> {
    return this.users.findOneBy({ id });
  }

  /** By email in any case, with the password's hash. */
  findForLogin(email: string): Promise<UserEntity | null> {
    return this.users
      .createQueryBuilder('user')
      .addSelect('user.passwordHash')
      .where('lower(user.email) = lower(:email)', { email })
      .getOne();
  }

  async isEmpty(): Promise<boolean> {
    return !(await this.users.exists());
  }

  async setLocale(id: string, locale: Locale): Promise<void> {
    await this.users.update({ id }, { locale });
  }

  /** With the first role, in one statement: nobody exists without one. */
  async insert({ email, name, passwordHash, locale, role, departmentId }: NewUser): Promise<string> {
    try {
      const { rows } = await this.pool.query<{ id: string }>(
        `WITH made AS (INSERT INTO users (email, name, password_hash, locale) VALUES ($1, $2, $3, $4) RETURNING id)
         INSERT INTO department_roles (user_id, role, department_id) SELECT id, $5, $6 FROM made RETURNING user_id::text AS id`,
        [email, name, passwordHash, locale, role, departmentId],
      );
      return rows[0].id;
    } catch (error) {
      if (departmentId !== null && isForeignKeyViolation(error)) throw unknownDepartment(departmentId);
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('conflict', `There is already a user with the email ${email}.`, {
        path: 'email',
        hint: 'Use another email.',
      });
    }
  }
}
