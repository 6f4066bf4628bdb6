import { Body, Controller, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { Tag, TagGroup } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { definitionId, IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { TagGroupsService } from './tag-groups.service.js';
import { CreateTagGroupDto, OrderTagsDto, TagDto, TagGroupDto, UpdateTagGroupDto } from './tags.dto.js';

@ApiTags('tags')
@Controller('api/v1/tag-groups')
export class TagGroupsController {
  constructor(private readonly groups: TagGroupsService) {}

  @Post()
  @Policy('create', 'TagGroup')
  @Responds(TagGroupDto, { status: 201 })
  create(@Actor() context: ActorContext, @Body() body: CreateTagGroupDto): Promise<TagGroup> {
    return this.groups.create(context, body);
  }

  @Patch(':id')
  @Policy('update', 'TagGroup')
  @Responds(TagGroupDto, { description: 'Renamed, moved, or both.' })
  update(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() body: UpdateTagGroupDto,
  ): Promise<TagGroup> {
    return this.groups.update(context, definitionId(id), body);
  }

  @Put(':id/order')
  @Policy('update', 'TagGroup')
  @Responds([TagDto], { description: 'The tags of the group in their new order.' })
  order(@Actor() context: ActorContext, @Param() { id }: IdParams, @Body() { tagIds }: OrderTagsDto): Promise<Tag[]> {
    return this.groups.order(context, definitionId(id), tagIds);
  }
}
