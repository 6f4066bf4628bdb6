import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { Department } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { CreateDepartmentDto, DepartmentDto, UpdateDepartmentDto } from './auth.dto.js';
import { DepartmentsService } from './departments.service.js';

@ApiTags('departments')
@Controller('api/v1/departments')
export class DepartmentsController {
  constructor(private readonly departments: DepartmentsService) {}

  @Get()
  @Policy('read', 'Department')
  @Responds([DepartmentDto])
  list(@Actor() context: ActorContext): Promise<Department[]> {
    return this.departments.list(context);
  }

  @Post()
  @Policy('create', 'Department')
  @Responds(DepartmentDto, { status: 201 })
  create(@Actor() context: ActorContext, @Body() body: CreateDepartmentDto): Promise<Department> {
    return this.departments.create(context, body);
  }

  @Patch(':id')
  @Policy('update', 'Department')
  @Responds(DepartmentDto, { description: 'To rename or move, `revision` says which department one has seen.' })
  update(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() body: UpdateDepartmentDto,
  ): Promise<Department> {
    return this.departments.update(context, id, body);
  }

  @Delete(':id')
  @Policy('delete', 'Department')
  @Responds(null, { status: 204, description: 'Only of a department that nothing uses.' })
  delete(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.departments.delete(context, id);
  }
}
