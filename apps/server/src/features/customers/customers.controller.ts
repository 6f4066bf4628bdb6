import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { CustomerDetail, CustomerSearchResponse, TimelineResponse, WhyResponse } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { CustomerSearchService } from './customer-search.service.js';
import {
  AddTagRequestDto,
  CustomerDetailDto,
  CustomerSearchRequestDto,
  CustomerSearchResponseDto,
  RemoveTagQueryDto,
  RemoveTagRequestDto,
  TimelineQueryDto,
  TimelineResponseDto,
  WhyQueryDto,
  WhyResponseDto,
} from './customers.dto.js';
import { CustomersService } from './customers.service.js';
import { ManualTagsService } from './manual-tags.service.js';
import { TimelineService } from './timeline.service.js';

@ApiTags('customers')
@Controller('api/v1/customers')
export class CustomersController {
  constructor(
    private readonly searching: CustomerSearchService,
    private readonly customers: CustomersService,
    private readonly timelines: TimelineService,
    private readonly manualTags: ManualTagsService,
  ) {}

  @Post('search')
  @Policy('read', 'Customer')
  @Responds(CustomerSearchResponseDto)
  search(@Actor() context: ActorContext, @Body() request: CustomerSearchRequestDto): Promise<CustomerSearchResponse> {
    return this.searching.search(context, request);
  }

  @Get(':id')
  @Policy('read', 'Customer')
  @Responds(CustomerDetailDto)
  find(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<CustomerDetail> {
    return this.customers.findOrFail(context, id);
  }

  @Get(':id/why')
  @Policy('read', 'Change')
  @Responds(WhyResponseDto)
  why(@Actor() context: ActorContext, @Param() { id }: IdParams, @Query() { tag }: WhyQueryDto): Promise<WhyResponse> {
    return this.customers.why(context, id, tag);
  }

  @Get(':id/timeline')
  @Policy('read', 'Change')
  @Responds(TimelineResponseDto)
  timeline(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Query() query: TimelineQueryDto,
  ): Promise<TimelineResponse> {
    return this.timelines.page(context, id, query);
  }

  @Post(':id/take')
  @Policy('tag', 'Customer')
  @Responds(CustomerDetailDto)
  take(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<CustomerDetail> {
    return this.customers.take(context, id);
  }

  @Post(':id/tags')
  @Policy('tag', 'Customer')
  @Responds(CustomerDetailDto)
  async addTag(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: AddTagRequestDto,
  ): Promise<CustomerDetail> {
    await this.manualTags.add(context, id, request);
    return this.customers.findOrFail(context, id);
  }

  @Delete(':id/tags')
  @Policy('tag', 'Customer')
  @Responds(CustomerDetailDto)
  async removeTag(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: RemoveTagRequestDto | undefined,
    @Query() query: RemoveTagQueryDto,
  ): Promise<CustomerDetail> {
    const tag = request?.tag ?? query.tag;
    if (tag === undefined) {
      throw new DomainError('validation_failed', 'tag: which tag to remove is not said', {
        path: 'tag',
        hint: 'Send {"tag": "<key>"} in the body, or ?tag=<key>',
      });
    }
    await this.manualTags.remove(context, id, { ...request, tag });
    return this.customers.findOrFail(context, id);
  }
}
