import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { DefinitionSettingsController } from './definition-settings.controller.js';
import { DefinitionSettingsRepository } from './definition-settings.repository.js';
import { DefinitionSettingsService } from './definition-settings.service.js';
import { DefinitionRules } from './definition-rules.js';
import { GiveGroupAct } from './give-group-act.js';
import { GiveTagAct } from './give-tag-act.js';
import { GivingGate } from './giving-gate.js';
import { LocalNamesRepository } from './local-names.repository.js';
import { LocalNamesService } from './local-names.service.js';
import { TagCheckService } from './tag-check.service.js';
import { TagGroupEntity } from './tag-group.entity.js';
import { TagGroupsController } from './tag-groups.controller.js';
import { TagGroupsRepository } from './tag-groups.repository.js';
import { TagGroupsService } from './tag-groups.service.js';
import { TagReadings } from './tag-readings.js';
import { TagVersions } from './tag-versions.js';
import { TagEntity } from './tag.entity.js';
import { TagsController } from './tags.controller.js';
import { TagsRepository } from './tags.repository.js';
import { TagsService } from './tags.service.js';

@Module({
  imports: [ApprovalsModule, CatalogModule, TypeOrmModule.forFeature([TagEntity, TagGroupEntity])],
  controllers: [DefinitionSettingsController, TagsController, TagGroupsController],
  providers: [
    ...[TagsService, TagsRepository, TagReadings, TagVersions, TagCheckService, DefinitionRules],
    ...[DefinitionSettingsRepository, DefinitionSettingsService],
    ...[TagGroupsService, TagGroupsRepository, LocalNamesService, LocalNamesRepository],
    ...[GivingGate, GiveTagAct, GiveGroupAct],
  ],
  exports: [DefinitionSettingsService, TagsService, TagGroupsService, TagVersions],
})
export class TagsModule {}
