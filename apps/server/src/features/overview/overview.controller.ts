import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { Overview } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { OverviewService } from './overview.service.js';

class OverviewDto extends createZodDto(Overview) {}

@ApiTags('overview')
@Controller('api/v1/overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get()
  @Policy('read', 'Customer')
  @Responds(OverviewDto)
  read(@Actor() context: ActorContext): Promise<Overview> {
    return this.overview.read(context);
  }
}
