import { DecideSuggestionRequest, Id, Suggestion, SuggestionsResponse, SuggestionStatus } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageQuery } from '../../platform/paging/query.js';

export class SuggestionDto extends createZodDto(Suggestion) {}
export class SuggestionsResponseDto extends createZodDto(SuggestionsResponse) {}
export class DecideSuggestionDto extends createZodDto(DecideSuggestionRequest) {}
export class SuggestionsQueryDto extends createZodDto(
  z.strictObject({
    status: SuggestionStatus.optional(),
    customerId: Id.optional(),
    flowId: Id.optional(),
    ...pageQuery(50),
  }),
) {}
