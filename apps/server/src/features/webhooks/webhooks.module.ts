import { Module } from '@nestjs/common';
import { EndpointRemoval } from './endpoint-removal.js';
import { WebhookCaller } from './webhook-caller.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';
import { WebhookNames } from './webhook-names.js';

@Module({
  controllers: [WebhookEndpointsController],
  providers: [EndpointRemoval, WebhookCaller, WebhookEndpointsRepository, WebhookEndpointsService, WebhookNames],
  exports: [WebhookCaller, WebhookNames],
})
export class WebhooksModule {}
