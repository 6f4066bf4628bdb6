import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { UserSummary } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { AddRoleDto, ChangeRoleDto, CreateUserDto, RoleParams, UserDto } from './auth.dto.js';
import { RolesService } from './roles.service.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly roles: RolesService,
  ) {}

  @Get()
  @Policy('read', 'User')
  @Responds([UserDto])
  list(@Actor() context: ActorContext): Promise<UserSummary[]> {
    return this.users.list(context);
  }

  @Post()
  @Policy('create', 'User')
  @Responds(UserDto, { status: 201 })
  create(@Actor() context: ActorContext, @Body() body: CreateUserDto): Promise<UserSummary> {
    return this.users.create(context, body);
  }

  @Post(':id/roles')
  @Policy('update', 'User')
  @Responds(UserDto, { status: 201, description: 'The person has a role in one more department.' })
  addRole(@Actor() context: ActorContext, @Param() { id }: IdParams, @Body() body: AddRoleDto): Promise<UserSummary> {
    return this.roles.add(context, id, body);
  }

  @Patch(':id/roles/:roleId')
  @Policy('update', 'User')
  @Responds(UserDto)
  changeRole(
    @Actor() context: ActorContext,
    @Param() { id, roleId }: RoleParams,
    @Body() body: ChangeRoleDto,
  ): Promise<UserSummary> {
    return this.roles.change(context, id, roleId, body);
  }

  @Delete(':id/roles/:roleId')
  @Policy('update', 'User')
  @Responds(UserDto, { description: 'The role has ended; without any, the person cannot sign in.' })
  removeRole(@Actor() context: ActorContext, @Param() { id, roleId }: RoleParams): Promise<UserSummary> {
    return this.roles.remove(context, id, roleId);
  }
}
