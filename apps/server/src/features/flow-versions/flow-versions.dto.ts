import {
  FlowHealth,
  Id,
  ReachRequest,
  ReachResponse,
  RollBackRequest,
  RollBackResponse,
  SaveScheduleRequest,
  ScheduleResponse,
  StopFlowRequest,
  StopFlowResponse,
  VersionDiff,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const Which = z.string().regex(/^([1-9]\d{0,8}|draft)$/, 'expected the number of a version, or «draft»');
export class DiffParams extends createZodDto(z.object({ id: Id, a: Which, b: Which })) {}
export class VersionDiffDto extends createZodDto(VersionDiff) {}
export class RollBackRequestDto extends createZodDto(RollBackRequest) {}
export class RollBackResponseDto extends createZodDto(RollBackResponse) {}
export class StopFlowRequestDto extends createZodDto(StopFlowRequest) {}
export class StopFlowResponseDto extends createZodDto(StopFlowResponse) {}
export class ReachRequestDto extends createZodDto(ReachRequest) {}
export class ReachResponseDto extends createZodDto(ReachResponse) {}
export class SaveScheduleRequestDto extends createZodDto(SaveScheduleRequest) {}
export class ScheduleResponseDto extends createZodDto(ScheduleResponse) {}
export class FlowHealthDto extends createZodDto(FlowHealth) {}
