import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { RunsController } from './runs.controller.js';
import { RunsRepository } from './runs.repository.js';
import { RunsService } from './runs.service.js';

@Module({
  imports: [CatalogModule, EvaluationModule],
  controllers: [RunsController],
  providers: [RunsRepository, RunsService],
  exports: [RunsService],
})
export class RunsModule {}
