import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { BlockKeeper } from './block-keeper.js';
import { BlockNotices } from './block-notices.js';
import { FlowHealthService } from './flow-health.service.js';
import { FlowVersionsController } from './flow-versions.controller.js';
import { ReachService } from './reach.service.js';
import { RefusalNotices } from './refusal-notices.js';
import { ScheduleConflicts } from './schedule-conflicts.js';
import { ScheduleRunner } from './schedule-runner.js';
import { SchedulesController } from './schedules.controller.js';
import { SchedulesRepository } from './schedules.repository.js';
import { SchedulesService } from './schedules.service.js';
import { StoppingRepository } from './stopping.repository.js';
import { StoppingService } from './stopping.service.js';
import { VersionDiffService } from './version-diff.service.js';

@Module({
  imports: [CatalogModule, FlowsModule, InboxModule, RunsModule],
  controllers: [FlowVersionsController, SchedulesController],
  providers: [
    BlockNotices,
    FlowHealthService,
    ReachService,
    SchedulesRepository,
    SchedulesService,
    StoppingRepository,
    StoppingService,
    VersionDiffService,
  ],
  exports: [BlockNotices, SchedulesRepository, StoppingService],
})
export class FlowVersionsModule {}

/** What the worker process runs besides. */
@Module({
  imports: [AuthModule, CatalogModule, FlowsModule, FlowVersionsModule, InboxModule],
  providers: [BlockKeeper, RefusalNotices, ScheduleConflicts, ScheduleRunner],
})
export class FlowVersionsWorkerModule {}
