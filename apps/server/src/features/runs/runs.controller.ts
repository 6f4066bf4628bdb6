import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { Run, StartRunRequest } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { RunsService } from './runs.service.js';

class RunDto extends createZodDto(Run) {}
class StartRunRequestDto extends createZodDto(StartRunRequest) {}

@ApiTags('runs')
@Controller('api/v1/runs')
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Get()
  @Policy('read', 'Run')
  @Responds([RunDto])
  latest(@Actor() context: ActorContext): Promise<Run[]> {
    return this.runs.latest(context);
  }

  @Post()
  @Policy('create', 'Run')
  @Responds(RunDto, { status: 201 })
  start(@Actor() context: ActorContext, @Body() _request: StartRunRequestDto): Promise<Run> {
    return this.runs.startNightly(context);
  }

  @Get(':id')
  @Policy('read', 'Run')
  @Responds(RunDto)
  find(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<Run> {
    return this.runs.findOrFail(context, id);
  }

  @Post(':id/cancel')
  @Policy('read', 'Run')
  @Responds(RunDto)
  cancel(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<Run> {
    return this.runs.cancel(context, id);
  }
}
