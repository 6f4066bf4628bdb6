import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { ApiKeySummary, CreatedApiKey } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { ApiKeysService } from './api-keys.service.js';
import { ApiKeyDto, CreateApiKeyDto, CreatedApiKeyDto } from './auth.dto.js';

@ApiTags('api-keys')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Policy('read', 'ApiKey')
  @Responds([ApiKeyDto])
  list(@Actor() context: ActorContext): Promise<ApiKeySummary[]> {
    return this.keys.list(context);
  }

  @Post()
  @Policy('create', 'ApiKey')
  @Responds(CreatedApiKeyDto, { status: 201, description: 'The only time the key itself is shown.' })
  create(@Actor() context: ActorContext, @Body() body: CreateApiKeyDto): Promise<CreatedApiKey> {
    return this.keys.create(context, body);
  }

  @Delete(':id')
  @Policy('delete', 'ApiKey')
  @Responds(null, { status: 204 })
  revoke(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.keys.revoke(context, id);
  }
}
