import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { FlowDetail, FlowSummary, FlowVersion, PublishResponse, SaveDraftResponse } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { OfFlow } from '../catalog/of-flow.js';
import {
  CreateFlowRequestDto,
  FlowDetailDto,
  FlowSummaryDto,
  FlowVersionDto,
  MoveFlowRequestDto,
  ImportRequestDto,
  PublishRequestDto,
  PublishResponseDto,
  SaveDraftRequestDto,
  SaveDraftResponseDto,
} from './flows.dto.js';
import { FlowPlaces } from './flow-places.js';
import { FlowsService } from './flows.service.js';
import { PublishingService } from './publishing.service.js';

@ApiTags('flows')
@Controller('api/v1/flows')
export class FlowsController {
  constructor(
    private readonly flows: FlowsService,
    private readonly publishing: PublishingService,
    private readonly places: FlowPlaces,
  ) {}

  @Get()
  @Policy('read', 'Flow')
  @Responds([FlowSummaryDto])
  list(@Actor() context: ActorContext): Promise<FlowSummary[]> {
    return this.flows.list(context);
  }

  @Post()
  @Policy('create', 'Flow')
  @Responds(FlowDetailDto, { status: 201 })
  create(@Actor() context: ActorContext, @Body() { flow }: CreateFlowRequestDto): Promise<FlowDetail> {
    return this.flows.create(context, flow);
  }

  @Post('import')
  @Policy('create', 'Flow')
  @Responds(FlowDetailDto, { status: 201 })
  import(@Actor() context: ActorContext, @Body() request: ImportRequestDto): Promise<FlowDetail> {
    return this.flows.import(context, request);
  }

  @Get(':id')
  @OfFlow('id')
  @Policy('read', 'Flow')
  @Responds(FlowDetailDto)
  find(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<FlowDetail> {
    return this.flows.findOrFail(context, id);
  }

  @Put(':id/draft')
  @OfFlow('id')
  @Policy('update', 'Flow')
  @Responds(SaveDraftResponseDto)
  saveDraft(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: SaveDraftRequestDto,
  ): Promise<SaveDraftResponse> {
    return this.flows.saveDraft(context, id, request);
  }

  @Put(':id/department')
  @OfFlow('id')
  @Policy('publish', 'Flow')
  @Responds(FlowDetailDto)
  move(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: MoveFlowRequestDto,
  ): Promise<FlowDetail> {
    return this.places.move(context, id, request);
  }

  @Delete(':id')
  @OfFlow('id')
  @Policy('delete', 'Flow')
  @Responds(null, { status: 204 })
  delete(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.flows.delete(context, id);
  }

  @Get(':id/versions')
  @OfFlow('id')
  @Policy('read', 'Flow')
  @Responds([FlowVersionDto])
  versions(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<FlowVersion[]> {
    return this.flows.versions(context, id);
  }

  @Post(':id/publish')
  @OfFlow('id')
  @Policy('publish', 'Flow')
  @Responds(PublishResponseDto)
  publish(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: PublishRequestDto,
  ): Promise<PublishResponse> {
    return this.publishing.publish(context, id, request);
  }
}
