import {
  AddTagRequest,
  CustomerDetail,
  CustomerSearchRequest,
  CustomerSearchResponse,
  RemoveTagRequest,
  safeText,
  TimelineResponse,
  WhyResponse,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageQuery } from '../../platform/paging/query.js';

const tag = safeText(60, 1);

export class CustomerSearchRequestDto extends createZodDto(CustomerSearchRequest) {}
export class CustomerSearchResponseDto extends createZodDto(CustomerSearchResponse) {}
export class CustomerDetailDto extends createZodDto(CustomerDetail) {}
export class AddTagRequestDto extends createZodDto(AddTagRequest) {}
/** The tag may also be named in the address, for clients that send no body with DELETE. */
export class RemoveTagRequestDto extends createZodDto(RemoveTagRequest.partial({ tag: true })) {}
export class RemoveTagQueryDto extends createZodDto(z.strictObject({ tag: tag.optional() })) {}
export class WhyQueryDto extends createZodDto(z.strictObject({ tag })) {}
export class WhyResponseDto extends createZodDto(WhyResponse) {}
export class TimelineQueryDto extends createZodDto(z.strictObject(pageQuery(30))) {}
export class TimelineResponseDto extends createZodDto(TimelineResponse) {}
