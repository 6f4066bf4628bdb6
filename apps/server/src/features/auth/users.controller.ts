import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { UserSummary } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { CreateUserDto, UserDto } from './auth.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('api/v1/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

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
}
