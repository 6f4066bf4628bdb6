import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { FlowHealth, ScheduleResponse } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { OfFlow } from '../catalog/of-flow.js';
import { FlowHealthService } from './flow-health.service.js';
import { FlowHealthDto, SaveScheduleRequestDto, ScheduleResponseDto } from './flow-versions.dto.js';
import { SchedulesService } from './schedules.service.js';

@ApiTags('flows')
@Controller('api/v1/flows')
export class SchedulesController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly healths: FlowHealthService,
  ) {}

  @Get(':id/schedule')
  @OfFlow('id')
  @Policy('read', 'Flow')
  @Responds(ScheduleResponseDto)
  find(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<ScheduleResponse> {
    return this.schedules.find(context, id);
  }

  @Put(':id/schedule')
  @OfFlow('id')
  @Policy('publish', 'Flow')
  @Responds(ScheduleResponseDto)
  save(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: SaveScheduleRequestDto,
  ): Promise<ScheduleResponse> {
    return this.schedules.save(context, id, request);
  }

  @Delete(':id/schedule')
  @OfFlow('id')
  @Policy('publish', 'Flow')
  @Responds(ScheduleResponseDto)
  delete(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<ScheduleResponse> {
    return this.schedules.delete(context, id);
  }

  @Get(':id/health')
  @OfFlow('id')
  @Policy('read', 'Flow')
  @Responds(FlowHealthDto)
  health(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<FlowHealth> {
    return this.healths.health(context, id);
  }
}
