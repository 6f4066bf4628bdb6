import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { SuggestionUpkeep } from './suggestion-upkeep.js';
import { SuggestionsController } from './suggestions.controller.js';
import { SuggestionsRepository } from './suggestions.repository.js';
import { SuggestionsService } from './suggestions.service.js';

@Module({
  imports: [CatalogModule, EvaluationModule, FieldAccessModule],
  controllers: [SuggestionsController],
  providers: [SuggestionsRepository, SuggestionsService, SuggestionUpkeep],
  exports: [SuggestionUpkeep],
})
export class SuggestionsModule {}
