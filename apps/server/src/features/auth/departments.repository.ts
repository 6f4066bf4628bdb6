import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { CreateDepartmentRequest, Department } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
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

  /** Null when there is no such department. */
  async setZone(
    client: ClientBase,
    id: string,
    timeZone: string | null,
  ): Promise<(Department & { isChanged: boolean }) | null> {
    const { rows } = await client.query<Department & { isChanged: boolean }>(
      `UPDATE departments d SET time_zone = $2 FROM (SELECT id, time_zone FROM departments WHERE id = $1 FOR UPDATE) former
       WHERE d.id = former.id
       RETURNING d.id::text AS id, d.key, d.name, d.time_zone AS "timeZone", d.time_zone IS DISTINCT FROM former.time_zone AS "isChanged"`,
      [id, timeZone],
    );
    return rows[0] ?? null;
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
