import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { DemoCustomers } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { DemoCustomersService } from './demo-customers.service.js';
import { DemoCustomersDto, TemplateParams } from './templates.dto.js';

@ApiTags('templates')
@Controller('api/v1/templates')
export class DemoCustomersController {
  constructor(private readonly demo: DemoCustomersService) {}

  @Get(':key/demo-customers')
  @Policy('create', 'Flow')
  @Responds(DemoCustomersDto, { description: 'Invented customers of a template, as far as they are here.' })
  status(@Actor() context: ActorContext, @Param() { key }: TemplateParams): Promise<DemoCustomers> {
    return this.demo.status(context, key);
  }

  @Post(':key/demo-customers')
  @Policy('create', 'Flow')
  @Responds(DemoCustomersDto, {
    status: 202,
    description: 'They are here, and what they did is on its way through the rules. A second time changes nothing.',
  })
  load(@Actor() context: ActorContext, @Param() { key }: TemplateParams): Promise<DemoCustomers> {
    return this.demo.load(context, key);
  }
}
