import { AnalyseRequest, AnalyseResponse } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { DraftFlow } from '../flows/draft-flow.js';

export class AnalyseRequestDto extends createZodDto(AnalyseRequest.extend({ flow: DraftFlow })) {}
export class AnalyseResponseDto extends createZodDto(AnalyseResponse) {}
