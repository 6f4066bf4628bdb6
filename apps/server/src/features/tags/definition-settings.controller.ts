import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { DefinitionSettings } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { DefinitionSettingsService } from './definition-settings.service.js';

class DefinitionSettingsDto extends createZodDto(DefinitionSettings) {}

@ApiTags('tags')
@Controller('api/v1/settings/definitions')
export class DefinitionSettingsController {
  constructor(private readonly settings: DefinitionSettingsService) {}

  @Get()
  @Policy('read', 'Tag')
  @Responds(DefinitionSettingsDto)
  find(@Actor() context: ActorContext): Promise<DefinitionSettings> {
    return this.settings.find(context);
  }

  @Put()
  @Policy('update', 'System')
  @Responds(DefinitionSettingsDto)
  save(@Actor() context: ActorContext, @Body() settings: DefinitionSettingsDto): Promise<DefinitionSettings> {
    return this.settings.save(context, settings);
  }
}
