import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { BulkOrders } from './bulk-orders.js';
import { BulkRun } from './bulk-run.js';
import { BulkRunsRepository } from './bulk-runs.repository.js';
import { BulkTagAct } from './bulk-tag-act.js';
import { BulkTagsController } from './bulk-tags.controller.js';
import { BulkTagsService } from './bulk-tags.service.js';
import { HandEdits } from './hand-edits.js';
import { HandEditsRepository } from './hand-edits.repository.js';
import { HandThreshold } from './hand-threshold.js';

@Module({
  imports: [ApprovalsModule, AuthModule, CatalogModule, EvaluationModule, FieldAccessModule, RunsModule],
  controllers: [BulkTagsController],
  providers: [
    BulkOrders,
    BulkRunsRepository,
    BulkTagAct,
    BulkTagsService,
    HandEdits,
    HandEditsRepository,
    HandThreshold,
  ],
  exports: [HandEdits, HandThreshold],
})
export class HandTagsModule {}

/** The runs: the worker process imports it, the API process does not. */
@Module({ imports: [CatalogModule, EvaluationModule], providers: [BulkRun, BulkRunsRepository] })
export class HandTagsWorkerModule {}
