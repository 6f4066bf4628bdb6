import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { TagGroup } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { CreateTagGroupDto, TagGroupDto } from './tags.dto.js';
import { TagsService } from './tags.service.js';

@ApiTags('tags')
@Controller('api/v1/tag-groups')
export class TagGroupsController {
  constructor(private readonly tags: TagsService) {}

  @Post()
  @Policy('create', 'TagGroup')
  @Responds(TagGroupDto, { status: 201 })
  create(@Actor() context: ActorContext, @Body() body: CreateTagGroupDto): Promise<TagGroup> {
    return this.tags.createGroup(context, body);
  }
}
