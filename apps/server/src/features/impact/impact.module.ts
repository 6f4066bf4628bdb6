import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { BlastRadiusGate } from './blast-radius-gate.js';
import { GuardRepository } from './guard.repository.js';
import { GuardService } from './guard.service.js';
import { ImpactController } from './impact.controller.js';
import { PreviewRuns } from './preview-runs.js';
import { PreviewsRepository } from './previews.repository.js';
import { PreviewsService } from './previews.service.js';
import { PreviewsUpkeep } from './previews-upkeep.js';
import { ReviewGate } from './review-gate.js';
import { ReviewsRepository } from './reviews.repository.js';
import { ReviewsService } from './reviews.service.js';

@Module({
  imports: [ApprovalsModule, AuthModule, CatalogModule, EvaluationModule, FieldAccessModule, InboxModule, RunsModule],
  controllers: [ImpactController],
  providers: [
    BlastRadiusGate,
    GuardRepository,
    GuardService,
    PreviewsRepository,
    PreviewsService,
    ReviewGate,
    ReviewsRepository,
    ReviewsService,
  ],
  exports: [BlastRadiusGate, ReviewGate],
})
export class ImpactModule {}

/** The runs: the worker process imports it, the API process does not. */
@Module({ imports: [CatalogModule, EvaluationModule], providers: [PreviewRuns, PreviewsRepository, PreviewsUpkeep] })
export class ImpactWorkerModule {}
