import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/catalog.module.js';
import { TagGroupEntity } from './tag-group.entity.js';
import { TagGroupsController } from './tag-groups.controller.js';
import { TagRemoval } from './tag-removal.js';
import { TagEntity } from './tag.entity.js';
import { TagsController } from './tags.controller.js';
import { TagsRepository } from './tags.repository.js';
import { TagsService } from './tags.service.js';

@Module({
  imports: [CatalogModule, TypeOrmModule.forFeature([TagEntity, TagGroupEntity])],
  controllers: [TagsController, TagGroupsController],
  providers: [TagsService, TagsRepository, TagRemoval],
  exports: [TagsService],
})
export class TagsModule {}
