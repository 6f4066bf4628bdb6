import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { FlowCountRepository } from './flow-count.repository.js';
import { FlowCountService } from './flow-count.service.js';
import { FlowTrialsController } from './flow-trials.controller.js';
import { FlowsController } from './flows.controller.js';
import { FlowsRepository } from './flows.repository.js';
import { FlowsService } from './flows.service.js';
import { PublishingRepository } from './publishing.repository.js';
import { PublishingService } from './publishing.service.js';
import { SimulationService } from './simulation.service.js';

@Module({
  imports: [CatalogModule, EvaluationModule, RunsModule],
  controllers: [FlowTrialsController, FlowsController],
  providers: [
    FlowCountRepository,
    FlowCountService,
    FlowsRepository,
    FlowsService,
    PublishingRepository,
    PublishingService,
    SimulationService,
  ],
})
export class FlowsModule {}
