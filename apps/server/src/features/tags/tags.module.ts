import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/catalog.module.js';
import { DefinitionRules } from './definition-rules.js';
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
  imports: [CatalogModule, TypeOrmModule.forFeature([TagEntity, TagGroupEntity])],
  controllers: [TagsController, TagGroupsController],
  providers: [
    ...[TagsService, TagsRepository, TagReadings, TagVersions, TagCheckService, DefinitionRules],
    ...[TagGroupsService, TagGroupsRepository, LocalNamesService, LocalNamesRepository],
  ],
  exports: [TagsService, TagGroupsService, TagVersions],
})
export class TagsModule {}
