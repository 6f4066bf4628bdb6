import { Module, type Type } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { GoldenGate } from '../golden/golden.gate.js';
import { GoldenModule } from '../golden/golden.module.js';
import { BlastRadiusGate } from '../impact/blast-radius-gate.js';
import { ImpactModule } from '../impact/impact.module.js';
import { ReviewGate } from '../impact/review-gate.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { RfmModule } from '../rfm/rfm.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { TagsModule } from '../tags/tags.module.js';
import { BorrowedTagsGate } from './borrowed-tags.gate.js';
import { BundleCreations } from './bundle-creations.js';
import { BundleController } from './bundle.controller.js';
import { BundleService } from './bundle.service.js';
import { DefinitionsGate } from './definitions.gate.js';
import { FlowCountRepository } from './flow-count.repository.js';
import { FlowCountService } from './flow-count.service.js';
import { FlowMovesRepository } from './flow-moves.repository.js';
import { FlowPlaces } from './flow-places.js';
import { FlowRemoval } from './flow-removal.js';
import { FlowSettingService } from './flow-setting.service.js';
import { FlowTrialsController } from './flow-trials.controller.js';
import { FlowsController } from './flows.controller.js';
import { FlowsRepository } from './flows.repository.js';
import { FlowsService } from './flows.service.js';
import { PromoteFlowAct } from './promote-flow.act.js';
import { PUBLISH_GATES, type PublishGate } from './publish-gate.js';
import { PublishingRepository } from './publishing.repository.js';
import { PublishingService } from './publishing.service.js';
import { SimulationService } from './simulation.service.js';
import { StopUnderWayGate } from './stop-under-way.gate.js';

/** In the order in which they are asked. */
const GATES: Type<PublishGate>[] = [
  StopUnderWayGate,
  BorrowedTagsGate,
  DefinitionsGate,
  GoldenGate,
  ReviewGate,
  BlastRadiusGate,
];

@Module({
  imports: [
    ApprovalsModule,
    CatalogModule,
    EvaluationModule,
    FieldAccessModule,
    GoldenModule,
    ImpactModule,
    MetricsModule,
    RfmModule,
    RunsModule,
    TagsModule,
  ],
  controllers: [BundleController, FlowTrialsController, FlowsController],
  providers: [
    BorrowedTagsGate,
    BundleCreations,
    BundleService,
    DefinitionsGate,
    FlowCountRepository,
    FlowCountService,
    FlowMovesRepository,
    FlowPlaces,
    FlowRemoval,
    FlowSettingService,
    FlowsRepository,
    FlowsService,
    { provide: PUBLISH_GATES, useFactory: (...gates: PublishGate[]) => gates, inject: GATES },
    PromoteFlowAct,
    PublishingRepository,
    PublishingService,
    SimulationService,
    StopUnderWayGate,
  ],
  exports: [BundleService, FlowsService, PublishingService],
})
export class FlowsModule {}
