import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { LocalTagName, Tag, TagCheck, TagDetail, TagVersion, Taxonomy } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { definitionId, IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { LocalNamesService } from './local-names.service.js';
import { TagCheckService } from './tag-check.service.js';
import { TagReadings } from './tag-readings.js';
import { TagVersions } from './tag-versions.js';
import {
  CheckTagDto,
  CreateTagDto,
  LocalTagNameDto,
  LocalTagNameParams,
  SearchTagsDto,
  SetLocalTagNameDto,
  TagCheckDto,
  TagDetailDto,
  TagDto,
  TagVersionDto,
  TaxonomyDto,
  UpdateTagDto,
} from './tags.dto.js';
import { TagsService } from './tags.service.js';

@ApiTags('tags')
@Controller('api/v1/tags')
export class TagsController {
  constructor(
    private readonly tags: TagsService,
    private readonly readings: TagReadings,
    private readonly versions: TagVersions,
    private readonly checks: TagCheckService,
    private readonly localNames: LocalNamesService,
  ) {}

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

  @Post('check')
  @Policy('update', 'Tag')
  @Responds(TagCheckDto, { description: 'What would be refused, and a warning of tags with nearly the same name.' })
  check(@Actor() context: ActorContext, @Body() body: CheckTagDto): Promise<TagCheck> {
    return this.checks.check(context, body);
  }

  @Get(':id')
  @Policy('read', 'Tag')
  @Responds(TagDetailDto)
  one(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<TagDetail> {
    return this.readings.one(context, definitionId(id));
  }

  @Get(':id/versions')
  @Policy('read', 'Tag')
  @Responds([TagVersionDto], { description: 'Every change of the definition, the newest first.' })
  history(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<TagVersion[]> {
    return this.versions.list(context, definitionId(id));
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

  @Put(':id/local-names/:departmentId')
  @Policy('update', 'Tag')
  @Responds(LocalTagNameDto, { description: 'What the department calls the tag.' })
  setLocalName(
    @Actor() context: ActorContext,
    @Param() { id, departmentId }: LocalTagNameParams,
    @Body() body: SetLocalTagNameDto,
  ): Promise<LocalTagName> {
    return this.localNames.put(context, definitionId(id), departmentId, body);
  }

  @Delete(':id/local-names/:departmentId')
  @Policy('update', 'Tag')
  @Responds(null, { status: 204 })
  removeLocalName(@Actor() context: ActorContext, @Param() { id, departmentId }: LocalTagNameParams): Promise<void> {
    return this.localNames.delete(context, definitionId(id), departmentId);
  }
}
