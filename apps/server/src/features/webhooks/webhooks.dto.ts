import {
  CreatedWebhookEndpoint,
  CreateWebhookEndpointRequest,
  UpdateWebhookEndpointRequest,
  WebhookEndpoint,
  WebhookTestResult,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';

export class WebhookEndpointDto extends createZodDto(WebhookEndpoint) {}
export class CreatedWebhookEndpointDto extends createZodDto(CreatedWebhookEndpoint) {}
export class CreateWebhookEndpointDto extends createZodDto(CreateWebhookEndpointRequest) {}
export class UpdateWebhookEndpointDto extends createZodDto(UpdateWebhookEndpointRequest) {}
export class WebhookTestResultDto extends createZodDto(WebhookTestResult) {}
