import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { ComparisonRepository } from './comparison.repository.js';
import { ShadowComparison } from './shadow-comparison.js';
import { ShadowController } from './shadow.controller.js';
import { ShadowEnd } from './shadow-end.js';
import { ShadowFailures } from './shadow-failures.js';
import { ShadowKeeper } from './shadow-keeper.js';
import { ShadowObserver } from './shadow-observer.js';
import { ShadowReasons } from './shadow-reasons.js';
import { ShadowReviews } from './shadow-reviews.js';
import { ShadowRuntimes } from './shadow-runtimes.js';
import { ShadowStatesRepository } from './shadow-states.repository.js';
import { ShadowsRepository } from './shadows.repository.js';
import { ShadowsService } from './shadows.service.js';

/** In every process that evaluates: edits by hand are evaluated where they are asked for. */
@Module({
  imports: [CatalogModule, EvaluationModule, FieldAccessModule],
  controllers: [ShadowController],
  providers: [
    ComparisonRepository,
    ShadowComparison,
    ShadowEnd,
    ShadowFailures,
    ShadowObserver,
    ShadowReasons,
    ShadowRuntimes,
    ShadowStatesRepository,
    ShadowsRepository,
    ShadowsService,
  ],
  exports: [ShadowEnd, ShadowObserver, ShadowRuntimes, ShadowsRepository],
})
export class ShadowModule {}

/** The worker process imports it, the API process does not. */
@Module({ imports: [EvaluationModule, ShadowModule], providers: [ShadowKeeper, ShadowReviews] })
export class ShadowWorkerModule {}
