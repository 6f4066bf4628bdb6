import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { RunsController } from './runs.controller.js';
import { RunsRepository } from './runs.repository.js';
import { RunsService } from './runs.service.js';

@Module({
  imports: [EvaluationModule],
  controllers: [RunsController],
  providers: [RunsRepository, RunsService],
  exports: [RunsService],
})
export class RunsModule {}
