import { Module } from '@nestjs/common';
import { CatalogController } from './catalog.controller.js';
import { CatalogService } from './catalog.service.js';
import { CatalogViews } from './catalog-views.js';
import { FlowTagsRepository } from './flow-tags.repository.js';
import { ScopedReads } from './scoped-reads.js';
import { VisibleFlows } from './visible-flows.js';

@Module({
  controllers: [CatalogController],
  providers: [CatalogService, CatalogViews, FlowTagsRepository, ScopedReads, VisibleFlows],
  exports: [CatalogService, CatalogViews, ScopedReads, VisibleFlows],
})
export class CatalogModule {}
