import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { CreateDepartmentRequest } from '@tagloom/contracts';
import { Repository } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { DepartmentEntity } from './department.entity.js';

@Injectable()
export class DepartmentsRepository {
  constructor(@InjectRepository(DepartmentEntity) private readonly departments: Repository<DepartmentEntity>) {}

  list(): Promise<DepartmentEntity[]> {
    return this.departments.find({ order: { id: 'ASC' } });
  }

  find(id: string): Promise<DepartmentEntity | null> {
    return this.departments.findOneBy({ id });
  }

  async insert(department: CreateDepartmentRequest): Promise<DepartmentEntity> {
    try {
      return await this.departments.save(this.departments.create(department));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('key_taken', `There is already a department with the key ${department.key}.`, {
        path: 'key',
        hint: 'Choose another key.',
      });
    }
  }
}
