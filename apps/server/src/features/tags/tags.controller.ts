import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { Tag, Taxonomy } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { definitionId, IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { CreateTagDto, SearchTagsDto, TagDto, TaxonomyDto, UpdateTagDto } from './tags.dto.js';
import { TagsService } from './tags.service.js';

@ApiTags('tags')
@Controller('api/v1/tags')
export class TagsController {
  constructor(private readonly tags: TagsService) {}

  @Get()
  @Policy('read', 'Tag')
  @Responds(TaxonomyDto)
  taxonomy(@Actor() context: ActorContext): Promise<Taxonomy> {
    return this.tags.taxonomy(context);
  }

  @Get('search')
  @Policy('read', 'Tag')
  @Responds([TagDto], { description: 'By name, pinyin or initials; at most 20, best first.' })
  search(@Actor() context: ActorContext, @Query() { q }: SearchTagsDto): Promise<Tag[]> {
    return this.tags.search(context, q);
  }

  @Post()
  @Policy('create', 'Tag')
  @Responds(TagDto, { status: 201 })
  create(@Actor() context: ActorContext, @Body() body: CreateTagDto): Promise<Tag> {
    return this.tags.create(context, body);
  }

  @Patch(':id')
  @Policy('update', 'Tag')
  @Responds(TagDto)
  update(@Actor() context: ActorContext, @Param() { id }: IdParams, @Body() body: UpdateTagDto): Promise<Tag> {
    return this.tags.update(context, definitionId(id), body);
  }

  @Delete(':id')
  @Policy('delete', 'Tag')
  @Responds(null, { status: 204 })
  remove(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.tags.remove(context, definitionId(id));
  }
}
