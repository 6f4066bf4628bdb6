import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type {
  CreatedWebhookEndpoint,
  CreateWebhookEndpointRequest,
  UpdateWebhookEndpointRequest,
  WebhookEndpoint,
  WebhookTestResult,
} from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { OutboundError } from '../../platform/outbound/outbound-error.js';
import { OutboundHttp } from '../../platform/outbound/outbound-http.js';
import { EndpointRemoval } from './endpoint-removal.js';
import { newSecret } from './standard-webhook.js';
import { WebhookCaller } from './webhook-caller.js';
import { WebhookEndpointsRepository, type EndpointRow } from './webhook-endpoints.repository.js';

/** Receivers need time to take over a new secret. */
const OLD_SECRET_VALID_MS = 24 * 3600 * 1000;

/** Where webhooks go. The secret is told once, when it is made; afterwards nobody reads it. */
@Injectable()
export class WebhookEndpointsService {
  constructor(
    private readonly clock: Clock,
    private readonly outbound: OutboundHttp,
    private readonly caller: WebhookCaller,
    private readonly removal: EndpointRemoval,
    private readonly endpoints: WebhookEndpointsRepository,
  ) {}

  async list(context: ActorContext): Promise<WebhookEndpoint[]> {
    requireScope(context);
    return (await this.endpoints.list()).map(toEndpoint);
  }

  async create(context: ActorContext, { name, url }: CreateWebhookEndpointRequest): Promise<CreatedWebhookEndpoint> {
    const { actor } = requireScope(context);
    await this.requireAllowed(url);
    const secret = newSecret();
    const sealed = this.caller.seal(secret);
    const row = await this.endpoints.insert({ name, url, secret: sealed, createdBy: actor.name });
    return { ...toEndpoint(row), secret };
  }

  async update(context: ActorContext, id: number, change: UpdateWebhookEndpointRequest): Promise<WebhookEndpoint> {
    requireScope(context);
    if (change.url !== undefined) await this.requireAllowed(change.url);
    return toEndpoint(found(await this.endpoints.update(id, change), id));
  }

  async remove(context: ActorContext, id: number): Promise<void> {
    requireScope(context);
    await this.removal.remove(id);
  }

  async rotateSecret(context: ActorContext, id: number): Promise<CreatedWebhookEndpoint> {
    requireScope(context);
    const secret = newSecret();
    const until = new Date(this.clock.now().getTime() + OLD_SECRET_VALID_MS);
    const row = found(await this.endpoints.rotate(id, this.caller.seal(secret), until), id);
    return { ...toEndpoint(row), secret };
  }

  /** A signed call that speaks of no customer; it is made once, and waits for the answer. */
  async test(context: ActorContext, id: number): Promise<WebhookTestResult> {
    requireScope(context);
    found(await this.endpoints.find(id), id);
    const message = { id: `test_${randomUUID()}`, type: 'endpoint.test', at: this.clock.now(), data: {} };
    const { error, status, body, durationMs } = await this.caller.call(id, message, true);
    return { delivered: error === null, error, status, body, durationMs };
  }

  private async requireAllowed(url: string): Promise<void> {
    try {
      await this.outbound.requireAllowed(url);
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      throw new DomainError('address_not_allowed', `url: ${error.message}`, {
        path: 'url',
        hint: 'Use a public address. For receivers inside your own network set TAGLOOM_ALLOW_PRIVATE_WEBHOOKS=on.',
      });
    }
  }
}

function found(row: EndpointRow | null, id: number): EndpointRow {
  if (row) return row;
  throw new DomainError('endpoint_not_found', `There is no webhook endpoint ${id}`, { path: 'id' });
}

const toEndpoint = (row: EndpointRow): WebhookEndpoint => ({
  id: String(row.id),
  name: row.name,
  url: row.url,
  enabled: row.enabled,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
  lastError: row.last_error,
});
