import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { FieldAccessController } from './field-access.controller.js';
import { FieldAccess } from './field-access.service.js';
import { FieldRulesRepository } from './field-rules.repository.js';
import { FieldSettings } from './field-settings.service.js';
import { RevealsRepository } from './reveals.repository.js';
import { Reveals } from './reveals.service.js';

@Module({
  imports: [CatalogModule],
  controllers: [FieldAccessController],
  providers: [FieldAccess, FieldRulesRepository, FieldSettings, RevealsRepository, Reveals],
  exports: [FieldAccess, Reveals],
})
export class FieldAccessModule {}
