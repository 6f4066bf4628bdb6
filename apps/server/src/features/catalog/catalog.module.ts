import { Module } from '@nestjs/common';
import { CatalogController } from './catalog.controller.js';
import { CatalogService } from './catalog.service.js';
import { CatalogViews } from './catalog-views.js';
import { FlowBlocks } from './flow-blocks.js';
import { FlowOwners } from './flow-owners.js';
import { FlowTagsRepository } from './flow-tags.repository.js';
import { ScopedReads } from './scoped-reads.js';
import { VisibleFlows } from './visible-flows.js';

@Module({
  controllers: [CatalogController],
  providers: [CatalogService, CatalogViews, FlowBlocks, FlowOwners, FlowTagsRepository, ScopedReads, VisibleFlows],
  exports: [CatalogService, CatalogViews, FlowBlocks, FlowOwners, ScopedReads, VisibleFlows],
})
export class CatalogModule {}
