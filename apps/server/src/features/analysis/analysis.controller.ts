import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { AnalyseResponse } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { AnalyseRequestDto, AnalyseResponseDto } from './analysis.dto.js';
import { AnalysisService } from './analysis.service.js';

@ApiTags('flows')
@Controller('api/v1/flows')
export class AnalysisController {
  constructor(private readonly analysis: AnalysisService) {}

  @Post('analyse')
  @Policy('read', 'Flow')
  @Responds(AnalyseResponseDto)
  analyse(@Actor() context: ActorContext, @Body() { flow, flowId }: AnalyseRequestDto): Promise<AnalyseResponse> {
    return this.analysis.analyse(context, flow, flowId ?? null);
  }
}
