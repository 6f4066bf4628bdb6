import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { InstalledTemplate, Template } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { InstalledTemplateDto, InstallTemplateQueryDto, TemplateDto, TemplateParams } from './templates.dto.js';
import { TemplatesService } from './templates.service.js';

@ApiTags('templates')
@Controller('api/v1/templates')
export class TemplatesController {
  constructor(private readonly templates: TemplatesService) {}

  @Get()
  @Policy('read', 'Flow')
  @Responds([TemplateDto], { description: 'Ready-made rules, with what each would create or reuse here.' })
  list(@Actor() context: ActorContext): Promise<Template[]> {
    return this.templates.list(context);
  }

  @Post(':key/install')
  @Policy('create', 'Flow')
  @Responds(InstalledTemplateDto, { status: 201, description: 'The drafts, after what they need was created.' })
  install(
    @Actor() context: ActorContext,
    @Param() { key }: TemplateParams,
    @Query() { locale }: InstallTemplateQueryDto,
  ): Promise<InstalledTemplate> {
    return this.templates.install(context, key, locale);
  }
}
