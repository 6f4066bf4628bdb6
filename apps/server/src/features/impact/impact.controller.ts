import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { FlowPreview, FlowReview, GuardSettings, Run } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { OfFlow } from '../catalog/of-flow.js';
import { GuardService } from './guard.service.js';
import {
  AskReviewRequestDto,
  DecideReviewRequestDto,
  FlowPreviewDto,
  FlowReviewDto,
  GuardSettingsDto,
  PreviewRequestDto,
  PreviewRunDto,
  ReviewParams,
} from './impact.dto.js';
import { PreviewsService } from './previews.service.js';
import { ReviewsService } from './reviews.service.js';

/** What publishing would do, and who must agree to it. */
@ApiTags('flows')
@Controller('api/v1')
export class ImpactController {
  constructor(
    private readonly previews: PreviewsService,
    private readonly reviews: ReviewsService,
    private readonly guard: GuardService,
  ) {}

  @Post('flows/:id/preview')
  @OfFlow('id')
  @Policy('update', 'Flow')
  @Responds(PreviewRunDto, { status: 201 })
  preview(@Actor() context: ActorContext, @Param() { id }: IdParams, @Body() request: PreviewRequestDto): Promise<Run> {
    return this.previews.start(context, id, request);
  }

  @Get('flows/:id/preview')
  @OfFlow('id')
  @Policy('read', 'Flow')
  @Responds(FlowPreviewDto)
  latest(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<FlowPreview> {
    return this.previews.latest(context, id);
  }

  @Get('flows/:id/reviews')
  @OfFlow('id')
  @Policy('read', 'Flow')
  @Responds([FlowReviewDto])
  list(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<FlowReview[]> {
    return this.reviews.list(context, id);
  }

  @Post('flows/:id/reviews')
  @OfFlow('id')
  @Policy('update', 'Flow')
  @Responds(FlowReviewDto, { status: 201 })
  ask(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: AskReviewRequestDto,
  ): Promise<FlowReview> {
    return this.reviews.ask(context, id, request);
  }

  @Post('flows/:id/reviews/:reviewId/decide')
  @OfFlow('id')
  @Policy('publish', 'Flow')
  @Responds(FlowReviewDto)
  decide(
    @Actor() context: ActorContext,
    @Param() { id, reviewId }: ReviewParams,
    @Body() request: DecideReviewRequestDto,
  ): Promise<FlowReview> {
    return this.reviews.decide(context, id, reviewId, request);
  }

  @Get('settings/guard')
  @Policy('read', 'Flow')
  @Responds(GuardSettingsDto)
  settings(@Actor() context: ActorContext): Promise<GuardSettings> {
    return this.guard.find(context);
  }

  @Put('settings/guard')
  @Policy('update', 'System')
  @Responds(GuardSettingsDto)
  save(@Actor() context: ActorContext, @Body() settings: GuardSettingsDto): Promise<GuardSettings> {
    return this.guard.save(context, settings);
  }
}
