import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Locale } from '@tagloom/contracts';
import { Repository } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { UserEntity } from './user.entity.js';

export type NewUser = Pick<UserEntity, 'email' | 'name' | 'passwordHash' | 'role' | 'departmentId' | 'locale'>;

@Injectable()
export class UsersRepository {
  constructor(@InjectRepository(UserEntity) private readonly users: Repository<UserEntity>) {}

  list(): Promise<UserEntity[]> {
    return this.users.find({ relations: { department: true }, order: { id: 'ASC' } });
  }

  find(id: string): Promise<UserEntity | null> {
    return this.users.findOne({ where: { id }, relations: { department: true } });
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

  async insert(user: NewUser): Promise<string> {
    try {
      return (await this.users.save(this.users.create(user))).id;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('conflict', `There is already a user with the email ${user.email}.`, {
        path: 'email',
        hint: 'Use another email.',
      });
    }
  }
}
