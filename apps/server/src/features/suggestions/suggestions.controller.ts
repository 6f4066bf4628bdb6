import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { Suggestion, SuggestionsResponse } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { DecideSuggestionDto, SuggestionDto, SuggestionsQueryDto, SuggestionsResponseDto } from './suggestions.dto.js';
import { SuggestionsService } from './suggestions.service.js';

@ApiTags('suggestions')
@Controller('api/v1/suggestions')
export class SuggestionsController {
  constructor(private readonly suggestions: SuggestionsService) {}

  @Get()
  @Policy('read', 'Suggestion')
  @Responds(SuggestionsResponseDto)
  list(@Actor() context: ActorContext, @Query() query: SuggestionsQueryDto): Promise<SuggestionsResponse> {
    return this.suggestions.list(context, query);
  }

  @Post(':id/decide')
  @Policy('update', 'Suggestion')
  @Responds(SuggestionDto)
  decide(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() body: DecideSuggestionDto,
  ): Promise<Suggestion> {
    return this.suggestions.decide(context, id, body);
  }
}
