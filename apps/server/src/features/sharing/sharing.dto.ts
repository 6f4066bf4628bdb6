import {
  AnswerShareRequest,
  AskShareRequest,
  CreateShareRequest,
  Id,
  Share,
  ShareRequest,
  ShareRequestStatus,
  SharingMatrix,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class ShareDto extends createZodDto(Share) {}
export class CreateShareDto extends createZodDto(CreateShareRequest) {}
export class SharesQueryDto extends createZodDto(
  z.strictObject({
    tag: Id.optional(),
    group: Id.optional(),
    department: Id.optional(),
    /** `true` lists those that have ended as well. */
    ended: z.enum(['true', 'false']).optional(),
  }),
) {}
export class SharingMatrixDto extends createZodDto(SharingMatrix) {}
export class AskShareDto extends createZodDto(AskShareRequest) {}
export class ShareRequestDto extends createZodDto(ShareRequest) {}
export class AnswerShareRequestDto extends createZodDto(AnswerShareRequest) {}
export class ShareRequestsQueryDto extends createZodDto(z.strictObject({ status: ShareRequestStatus.optional() })) {}
