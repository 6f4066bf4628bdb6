import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { ChangesModule } from '../changes/changes.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { HandTagsModule } from '../hand-tags/hand-tags.module.js';
import { CustomerSearchRepository } from './customer-search.repository.js';
import { CustomerSearchService } from './customer-search.service.js';
import { CustomersController } from './customers.controller.js';
import { CustomersRepository } from './customers.repository.js';
import { CustomersService } from './customers.service.js';
import { ManualTagsService } from './manual-tags.service.js';
import { TimelineRepository } from './timeline.repository.js';
import { TimelineService } from './timeline.service.js';

@Module({
  imports: [CatalogModule, ChangesModule, EvaluationModule, FieldAccessModule, HandTagsModule],
  controllers: [CustomersController],
  providers: [
    CustomerSearchRepository,
    CustomerSearchService,
    CustomersRepository,
    CustomersService,
    ManualTagsService,
    TimelineRepository,
    TimelineService,
  ],
})
export class CustomersModule {}
