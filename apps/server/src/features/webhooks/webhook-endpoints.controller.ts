import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { CreatedWebhookEndpoint, WebhookEndpoint, WebhookTestResult } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { definitionId, IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';
import {
  CreatedWebhookEndpointDto,
  CreateWebhookEndpointDto,
  UpdateWebhookEndpointDto,
  WebhookEndpointDto,
  WebhookTestResultDto,
} from './webhooks.dto.js';

@ApiTags('webhooks')
@Controller('api/v1/webhook-endpoints')
export class WebhookEndpointsController {
  constructor(private readonly endpoints: WebhookEndpointsService) {}

  @Get()
  @Policy('read', 'WebhookEndpoint')
  @Responds([WebhookEndpointDto])
  list(@Actor() context: ActorContext): Promise<WebhookEndpoint[]> {
    return this.endpoints.list(context);
  }

  @Post()
  @Policy('create', 'WebhookEndpoint')
  @Responds(CreatedWebhookEndpointDto, { status: 201, description: 'The only time the secret itself is shown.' })
  create(@Actor() context: ActorContext, @Body() body: CreateWebhookEndpointDto): Promise<CreatedWebhookEndpoint> {
    return this.endpoints.create(context, body);
  }

  @Patch(':id')
  @Policy('update', 'WebhookEndpoint')
  @Responds(WebhookEndpointDto)
  update(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() body: UpdateWebhookEndpointDto,
  ): Promise<WebhookEndpoint> {
    return this.endpoints.update(context, definitionId(id), body);
  }

  @Delete(':id')
  @Policy('delete', 'WebhookEndpoint')
  @Responds(null, { status: 204 })
  remove(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.endpoints.remove(context, definitionId(id));
  }

  @Post(':id/rotate-secret')
  @Policy('update', 'WebhookEndpoint')
  @Responds(CreatedWebhookEndpointDto, { description: 'For a day, calls are signed with the old secret as well.' })
  rotateSecret(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<CreatedWebhookEndpoint> {
    return this.endpoints.rotateSecret(context, definitionId(id));
  }

  @Post(':id/test')
  @Policy('update', 'WebhookEndpoint')
  @Responds(WebhookTestResultDto, { description: 'What the receiver answered to one signed call.' })
  test(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<WebhookTestResult> {
    return this.endpoints.test(context, definitionId(id));
  }
}
