import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Health } from '@tagloom/contracts';
import type { Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { Public } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { HealthService } from './health.service.js';

class HealthDto extends createZodDto(Health) {}

@ApiTags('system')
@Controller('api/health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** 503 when it cannot serve, so that a load balancer need not read the body. */
  @Get()
  @Public()
  @Responds(HealthDto)
  async check(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const health = await this.health.check();
    if (health.status !== 'ok') response.status(503);
    return health;
  }
}
