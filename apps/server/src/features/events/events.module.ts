import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { CustomerResolver } from './customer-resolver.js';
import { EventInboxRepository } from './event-inbox.repository.js';
import { EventIngest } from './event-ingest.js';
import { EventTypesLearner } from './event-types.learner.js';
import { EventsController } from './events.controller.js';
import { ProfileImport } from './profile-import.js';

@Module({
  imports: [CatalogModule, EvaluationModule],
  controllers: [EventsController],
  providers: [CustomerResolver, EventInboxRepository, EventIngest, EventTypesLearner, ProfileImport],
  exports: [EventIngest, ProfileImport],
})
export class EventsModule {}
