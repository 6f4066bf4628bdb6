import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { ReachResponse, RollBackResponse, StopFlowResponse, VersionDiff } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { OfFlow } from '../catalog/of-flow.js';
import {
  DiffParams,
  ReachRequestDto,
  ReachResponseDto,
  RollBackRequestDto,
  RollBackResponseDto,
  StopFlowRequestDto,
  StopFlowResponseDto,
  VersionDiffDto,
} from './flow-versions.dto.js';
import { ReachService } from './reach.service.js';
import { StoppingService } from './stopping.service.js';
import { VersionDiffService } from './version-diff.service.js';

@ApiTags('flows')
@Controller('api/v1/flows')
export class FlowVersionsController {
  constructor(
    private readonly versions: VersionDiffService,
    private readonly stopping: StoppingService,
    private readonly reaching: ReachService,
  ) {}

  @Get(':id/versions/:a/diff/:b')
  @OfFlow('id')
  @Policy('read', 'Flow')
  @Responds(VersionDiffDto)
  diff(@Actor() context: ActorContext, @Param() { id, a, b }: DiffParams): Promise<VersionDiff> {
    return this.versions.diff(context, id, a, b);
  }

  @Post(':id/rollback')
  @OfFlow('id')
  @Policy('update', 'Flow')
  @Responds(RollBackResponseDto)
  rollBack(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: RollBackRequestDto,
  ): Promise<RollBackResponse> {
    return this.versions.rollBack(context, id, request);
  }

  @Post(':id/stop')
  @OfFlow('id')
  @Policy('publish', 'Flow')
  @Responds(StopFlowResponseDto)
  stop(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: StopFlowRequestDto,
  ): Promise<StopFlowResponse> {
    return this.stopping.stop(context, id, request);
  }

  @Post(':id/reach')
  @OfFlow('id')
  @Policy('read', 'Flow')
  @Responds(ReachResponseDto)
  reach(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: ReachRequestDto,
  ): Promise<ReachResponse> {
    return this.reaching.reach(context, id, request);
  }
}
