import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { AnalysisController } from './analysis.controller.js';
import { AnalysisRepository } from './analysis.repository.js';
import { AnalysisService } from './analysis.service.js';

@Module({
  imports: [CatalogModule, FieldAccessModule],
  controllers: [AnalysisController],
  providers: [AnalysisRepository, AnalysisService],
})
export class AnalysisModule {}
