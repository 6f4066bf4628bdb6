import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { ShadowDifferencesResponse, ShadowResponse } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { OfFlow } from '../catalog/of-flow.js';
import {
  ShadowDifferencesQueryDto,
  ShadowDifferencesResponseDto,
  ShadowResponseDto,
  StartShadowRequestDto,
} from './shadow.dto.js';
import { ShadowsService } from './shadows.service.js';

/** Flows that run beside what is published, and apply nothing. */
@ApiTags('flows')
@Controller('api/v1/flows/:id/shadow')
@OfFlow('id')
export class ShadowController {
  constructor(private readonly shadows: ShadowsService) {}

  @Post()
  @Policy('update', 'Flow')
  @Responds(ShadowResponseDto, { status: 201 })
  start(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: StartShadowRequestDto,
  ): Promise<ShadowResponse> {
    return this.shadows.start(context, id, request);
  }

  @Get()
  @Policy('read', 'Flow')
  @Responds(ShadowResponseDto)
  find(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<ShadowResponse> {
    return this.shadows.find(context, id);
  }

  /** Ends it now; the comparison stays. */
  @Delete()
  @Policy('update', 'Flow')
  @Responds(ShadowResponseDto)
  stop(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<ShadowResponse> {
    return this.shadows.stop(context, id);
  }

  @Get('differences')
  @Policy('read', 'Flow')
  @Responds(ShadowDifferencesResponseDto)
  differences(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Query() query: ShadowDifferencesQueryDto,
  ): Promise<ShadowDifferencesResponse> {
    return this.shadows.differences(context, id, query);
  }
}
