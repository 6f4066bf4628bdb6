import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { CountResponse, Explanation, Flow, SimulateResponse } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { FlowCountService } from './flow-count.service.js';
import {
  CountRequestDto,
  CountResponseDto,
  ExplainQueryDto,
  ExplanationDto,
  SimulateRequestDto,
  SimulateResponseDto,
} from './flows.dto.js';
import { SimulationService } from './simulation.service.js';

/** What a rule would do: nothing here writes. */
@ApiTags('flows')
@Controller('api/v1')
export class FlowTrialsController {
  constructor(
    private readonly counting: FlowCountService,
    private readonly simulation: SimulationService,
  ) {}

  @Post('flows/count')
  @Policy('read', 'Flow')
  @Responds(CountResponseDto)
  count(
    @Actor() context: ActorContext,
    @Body() { flow, flowId, condition, sample }: CountRequestDto,
  ): Promise<CountResponse> {
    if (condition !== undefined) return this.counting.countCondition(context, condition);
    return this.counting.countFlow(context, flow as Flow, flowId ?? null, sample ?? false);
  }

  @Post('flows/simulate')
  @Policy('read', 'Flow')
  @Responds(SimulateResponseDto)
  simulate(@Actor() context: ActorContext, @Body() request: SimulateRequestDto): Promise<SimulateResponse> {
    return this.simulation.simulate(context, request);
  }

  @Get('customers/:id/explain')
  @Policy('read', 'Customer')
  @Responds(ExplanationDto)
  explain(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Query() { flow }: ExplainQueryDto,
  ): Promise<Explanation> {
    return this.simulation.explainPublished(context, id, flow);
  }
}
