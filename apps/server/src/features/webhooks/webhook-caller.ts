import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { OutboundError } from '../../platform/outbound/outbound-error.js';
import { OutboundHttp } from '../../platform/outbound/outbound-http.js';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { SecretBox } from './secret-box.js';
import { signedHeaders } from './standard-webhook.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';

export interface WebhookMessage {
  /** The same for every attempt. */
  id: string;
  type: string;
  /** When what it tells happened. */
  at: Date;
  data: unknown;
}

/** What became of one call. `error` is a stable word: `timeout`, `http_500`, `endpoint_disabled`…; null when it arrived. */
export interface WebhookResult {
  error: string | null;
  /** Trying again cannot help. */
  isFinal: boolean;
  status: number | null;
  body: string | null;
  retryAfter: string | null;
  durationMs: number;
}

const GONE = 410;

/** Calls a registered endpoint once, signed, and notes at the endpoint how it went. */
@Injectable()
export class WebhookCaller {
  private readonly box: SecretBox;

  constructor(
    @Inject(SETTINGS) settings: ResolvedSettings,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly outbound: OutboundHttp,
    private readonly clock: Clock,
  ) {
    this.box = new SecretBox(settings.secret);
  }

  seal(secret: string): Buffer {
    return this.box.seal(secret);
  }

  /** A test reaches an endpoint that is switched off as well. */
  async call(endpointId: number, message: WebhookMessage, isTest = false): Promise<WebhookResult> {
    const endpoint = await this.endpoints.callable(endpointId, this.clock.now());
    if (!endpoint) return failure('endpoint_not_found', true);
    if (!endpoint.enabled && !isTest) return failure('endpoint_disabled', true);
    const secrets = [endpoint.secret, endpoint.old_secret].flatMap((box) => (box ? [this.box.open(box)] : []));
    const usable = secrets.filter((secret) => secret !== null);
    // Sealed under an older TAGLOOM_SECRET: an unsigned call would be worse than none.
    if (usable.length === 0) return failure('secret_unreadable', true);
    const result = await this.send(endpoint.url, usable, message);
    await this.note(endpointId, result);
    return result;
  }

  private async send(url: string, secrets: string[], { id, type, at, data }: WebhookMessage): Promise<WebhookResult> {
    const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
    const headers = signedHeaders(secrets, { id, at: this.clock.now(), body });
    const started = performance.now();
    const durationMs = (): number => Math.round(performance.now() - started);
    try {
      const answer = await this.outbound.post({ url, headers, body });
      const arrived = answer.status >= 200 && answer.status < 300;
      const error = arrived ? null : `http_${answer.status}`;
      return { ...answer, error, isFinal: answer.status === GONE, durationMs: durationMs() };
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      return { ...failure(error.code, error.code === 'address_not_allowed'), durationMs: durationMs() };
    }
  }

  private async note(endpointId: number, { error, status }: WebhookResult): Promise<void> {
    if (error === null) return this.endpoints.noteDelivered(endpointId, this.clock.now());
    await this.endpoints.noteFailed(endpointId, error);
    if (status === GONE) await this.endpoints.disable(endpointId);
  }
}

const failure = (error: string, isFinal: boolean): WebhookResult => ({
  error,
  isFinal,
  status: null,
  body: null,
  retryAfter: null,
  durationMs: 0,
});
