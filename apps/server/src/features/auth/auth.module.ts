import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AUTHENTICATOR } from '../../platform/access/authenticator.js';
import { RunsModule } from '../runs/runs.module.js';
import { ActorContexts } from './actor-contexts.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { DepartmentsController } from './departments.controller.js';
import { DepartmentsRepository } from './departments.repository.js';
import { DepartmentsService } from './departments.service.js';
import { FirstAdmin } from './first-admin.js';
import { AuthHousekeeping } from './housekeeping.js';
import { LoginThrottle } from './login-throttle.js';
import { MeController } from './me.controller.js';
import { OwnBranch } from './own-branch.js';
import { People } from './people.js';
import { RequestAuthenticator } from './request-authenticator.js';
import { RolesRepository } from './roles.repository.js';
import { RolesService } from './roles.service.js';
import { SessionsRepository } from './sessions.repository.js';
import { UserEntity } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [RunsModule, TypeOrmModule.forFeature([UserEntity, ApiKeyEntity])],
  controllers: [AuthController, MeController, UsersController, DepartmentsController, ApiKeysController],
  providers: [
    ActorContexts,
    AuthService,
    UsersService,
    ApiKeysService,
    UsersRepository,
    DepartmentsRepository,
    DepartmentsService,
    OwnBranch,
    People,
    RolesRepository,
    RolesService,
    ApiKeysRepository,
    SessionsRepository,
    LoginThrottle,
    FirstAdmin,
    AuthHousekeeping,
    RequestAuthenticator,
    { provide: AUTHENTICATOR, useExisting: RequestAuthenticator },
  ],
  exports: [ActorContexts, AUTHENTICATOR, People],
})
export class AuthModule {}
