import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { ApprovalActs } from './approval-acts.js';
import { ApprovalDecisions } from './approval-decisions.js';
import { ApprovalNotices } from './approval-notices.js';
import { ApprovalSight } from './approval-sight.js';
import { ApprovalsController } from './approvals.controller.js';
import { ApprovalsRepository } from './approvals.repository.js';
import { ApprovalsService } from './approvals.service.js';
import { FourEyes } from './four-eyes.js';
import { FourEyesRepository } from './four-eyes.repository.js';
import { FourEyesSettingsService } from './four-eyes-settings.service.js';

@Module({
  imports: [AuthModule, CatalogModule, InboxModule],
  controllers: [ApprovalsController],
  providers: [
    ApprovalActs,
    ApprovalDecisions,
    ApprovalNotices,
    ApprovalSight,
    ApprovalsRepository,
    ApprovalsService,
    FourEyes,
    FourEyesRepository,
    FourEyesSettingsService,
  ],
  exports: [ApprovalActs, FourEyes],
})
export class ApprovalsModule {}
