import {
  Condition,
  CountResponse,
  CreateFlowRequest,
  Explanation,
  FlowDetail,
  FlowSummary,
  FlowVersion,
  FlowBundle,
  Id,
  ImportBundleRequest,
  ImportPlanRequest,
  ImportPlanResponse,
  ImportRequest,
  MoveFlowRequest,
  PublishRequest,
  PublishResponse,
  SaveDraftRequest,
  SaveDraftResponse,
  SimulateRequest,
  SimulateResponse,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { DraftFlow } from './draft-flow.js';

export class FlowSummaryDto extends createZodDto(FlowSummary) {}
export class FlowDetailDto extends createZodDto(FlowDetail) {}
export class FlowVersionDto extends createZodDto(FlowVersion) {}
export class CreateFlowRequestDto extends createZodDto(CreateFlowRequest.extend({ flow: DraftFlow })) {}
export class SaveDraftRequestDto extends createZodDto(SaveDraftRequest.extend({ flow: DraftFlow })) {}
export class SaveDraftResponseDto extends createZodDto(SaveDraftResponse) {}
export class MoveFlowRequestDto extends createZodDto(MoveFlowRequest) {}
export class PublishRequestDto extends createZodDto(PublishRequest) {}
export class PublishResponseDto extends createZodDto(PublishResponse) {}
export class ImportRequestDto extends createZodDto(ImportRequest) {}
export class FlowBundleDto extends createZodDto(FlowBundle) {}
export class ImportPlanRequestDto extends createZodDto(ImportPlanRequest) {}
export class ImportPlanResponseDto extends createZodDto(ImportPlanResponse) {}
export class ImportBundleRequestDto extends createZodDto(ImportBundleRequest) {}
export class SimulateRequestDto extends createZodDto(SimulateRequest.extend({ flow: DraftFlow })) {}
export class SimulateResponseDto extends createZodDto(SimulateResponse) {}
export class CountResponseDto extends createZodDto(CountResponse) {}
/** The two forms of `CountRequest` as one object, so that an issue names its place instead of "no form fits". */
export class CountRequestDto extends createZodDto(
  z
    .strictObject({
      flow: DraftFlow.optional(),
      flowId: Id.optional(),
      condition: Condition.optional(),
      sample: z.boolean().optional(),
    })
    .refine(
      ({ flow, condition }) => (flow === undefined) !== (condition === undefined),
      'expected either flow or condition',
    ),
) {}
export class ExplainQueryDto extends createZodDto(z.strictObject({ flow: Id })) {}
export class ExplanationDto extends createZodDto(Explanation) {}
