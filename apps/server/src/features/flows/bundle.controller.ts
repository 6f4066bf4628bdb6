import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { FlowBundle, FlowDetail, ImportPlanResponse } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { OfFlow } from '../catalog/of-flow.js';
import { BundleService } from './bundle.service.js';
import {
  FlowBundleDto,
  FlowDetailDto,
  ImportBundleRequestDto,
  ImportPlanRequestDto,
  ImportPlanResponseDto,
} from './flows.dto.js';

@ApiTags('flows')
@Controller('api/v1/flows')
export class BundleController {
  constructor(private readonly bundles: BundleService) {}

  @Get(':id/bundle')
  @OfFlow('id')
  @Policy('read', 'Flow')
  @Responds(FlowBundleDto, { description: 'The draft with everything that it needs.' })
  export(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<FlowBundle> {
    return this.bundles.export(context, id);
  }

  @Post('import/plan')
  @HttpCode(200)
  @Policy('create', 'Flow')
  @Responds(ImportPlanResponseDto, { description: 'What to do about everything that a bundle needs; writes nothing.' })
  plan(@Actor() context: ActorContext, @Body() { bundle }: ImportPlanRequestDto): Promise<ImportPlanResponse> {
    return this.bundles.plan(context, bundle);
  }

  @Post('import/bundle')
  @Policy('create', 'Flow')
  @Responds(FlowDetailDto, { status: 201, description: 'The draft, after what the mapping asks for was created.' })
  import(@Actor() context: ActorContext, @Body() request: ImportBundleRequestDto): Promise<FlowDetail> {
    return this.bundles.import(context, request);
  }
}
