import {
  ShadowDifferencesQuery,
  ShadowDifferencesResponse,
  ShadowResponse,
  StartShadowRequest,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';

export class StartShadowRequestDto extends createZodDto(StartShadowRequest) {}
export class ShadowResponseDto extends createZodDto(ShadowResponse) {}
export class ShadowDifferencesQueryDto extends createZodDto(ShadowDifferencesQuery) {}
export class ShadowDifferencesResponseDto extends createZodDto(ShadowDifferencesResponse) {}
