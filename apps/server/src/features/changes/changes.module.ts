import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { ChangeScope } from './change-scope.js';
import { ChangesController } from './changes.controller.js';
import { ChangesRepository } from './changes.repository.js';
import { ChangesService } from './changes.service.js';
import { DeletedTags } from './deleted-tags.js';
import { WhyRepository } from './why.repository.js';
import { WhyService } from './why.service.js';

@Module({
  imports: [CatalogModule, FieldAccessModule],
  controllers: [ChangesController],
  providers: [ChangeScope, ChangesRepository, ChangesService, DeletedTags, WhyRepository, WhyService],
  exports: [ChangeScope, ChangesService, DeletedTags],
})
export class ChangesModule {}
