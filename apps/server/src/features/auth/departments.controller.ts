import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Department } from '@tagloom/contracts';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { CreateDepartmentDto, DepartmentDto } from './auth.dto.js';
import type { DepartmentEntity } from './department.entity.js';
import { DepartmentsRepository } from './departments.repository.js';

@ApiTags('departments')
@Controller('api/v1/departments')
export class DepartmentsController {
  constructor(private readonly departments: DepartmentsRepository) {}

  @Get()
  @Policy('read', 'Department')
  @Responds([DepartmentDto])
  async list(): Promise<Department[]> {
    return (await this.departments.list()).map(toDepartment);
  }

  @Post()
  @Policy('create', 'Department')
  @Responds(DepartmentDto, { status: 201 })
  async create(@Body() body: CreateDepartmentDto): Promise<Department> {
    return toDepartment(await this.departments.insert(body));
  }
}

function toDepartment({ id, key, name }: DepartmentEntity): Department {
  return { id, key, name };
}
