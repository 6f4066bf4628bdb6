import {
  AskReviewRequest,
  DecideReviewRequest,
  FlowPreview,
  FlowReview,
  GuardSettings,
  Id,
  PreviewRequest,
  Run,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class PreviewRequestDto extends createZodDto(PreviewRequest) {}
export class FlowPreviewDto extends createZodDto(FlowPreview) {}
export class PreviewRunDto extends createZodDto(Run) {}
export class GuardSettingsDto extends createZodDto(GuardSettings) {}
export class AskReviewRequestDto extends createZodDto(AskReviewRequest) {}
export class DecideReviewRequestDto extends createZodDto(DecideReviewRequest) {}
export class FlowReviewDto extends createZodDto(FlowReview) {}
export class ReviewParams extends createZodDto(z.strictObject({ id: Id, reviewId: Id })) {}
