import { Body, Controller, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { Me } from '@tagloom/contracts';
import type { Request } from 'express';
import { Actor } from '../../platform/access/actor.decorator.js';
import { sessionTokenOf } from '../../platform/access/authenticated-request.js';
import { EvenWhileSeeingAs, SignedIn } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { MeDto, SeeAsDto, SwitchDepartmentDto } from './auth.dto.js';
import { AuthService } from './auth.service.js';

@ApiTags('auth')
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly auth: AuthService) {}

  @Put('department')
  @SignedIn()
  @Responds(MeDto, { description: 'This session acts in that department from now on.' })
  act(@Actor() context: ActorContext, @Body() body: SwitchDepartmentDto, @Req() request: Request): Promise<Me> {
    return this.auth.act(context, sessionTokenOf(request) ?? '', body.departmentId);
  }

  @Put('see-as')
  @SignedIn()
  @EvenWhileSeeingAs()
  @Responds(MeDto, {
    description: 'This session looks through the eyes of that department from now on, and changes nothing.',
  })
  seeAs(@Actor() context: ActorContext, @Body() body: SeeAsDto, @Req() request: Request): Promise<Me> {
    return this.auth.seeAs(context, sessionTokenOf(request) ?? '', body.departmentId);
  }
}
