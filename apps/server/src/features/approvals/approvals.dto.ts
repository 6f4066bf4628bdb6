import {
  Approval,
  ApprovalsResponse,
  ApprovalStatus,
  AskApprovalRequest,
  DecideApprovalRequest,
  FourEyesChange,
  FourEyesSettings,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageQuery } from '../../platform/paging/query.js';

export class ApprovalDto extends createZodDto(Approval) {}
export class ApprovalsResponseDto extends createZodDto(ApprovalsResponse) {}
export class ApprovalsQueryDto extends createZodDto(
  z.strictObject({ status: ApprovalStatus.optional(), ...pageQuery(50) }),
) {}
export class AskApprovalDto extends createZodDto(AskApprovalRequest) {}
export class DecideApprovalDto extends createZodDto(DecideApprovalRequest) {}
export class FourEyesSettingsDto extends createZodDto(FourEyesSettings) {}
export class FourEyesChangeDto extends createZodDto(FourEyesChange) {}
