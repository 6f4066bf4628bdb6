import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { appUrl } from '../database/app-url.js';
import { log } from '../logging/pino-logger.js';
import type { ResolvedSettings } from '../settings/resolve-secret.js';
import { SETTINGS } from '../settings/settings.token.js';
import { retryDelay } from './retry-delay.js';

const CHANNEL = 'tagloom';
/** A connection that nobody answers on any more is found after this long. */
const PING_EVERY_MS = 15_000;
const ANSWER_WITHIN_MS = 5_000;

/** Listeners must not throw; what takes longer they do by themselves. */
export interface SignalListener {
  /** `detail` is whom it concerns, such as `person:7`; empty when everyone. */
  onSignal(topic: string, detail: string): void;
  /** Signals may have been missed: the connection was lost and is there again. */
  onGap(): void;
}

/** What the database tells of at commit (LISTEN), on one connection of its own, opened for the first listener. */
@Injectable()
export class DatabaseSignals implements OnApplicationShutdown {
  private readonly listeners = new Set<SignalListener>();
  private client: pg.Client | undefined;
  private ping: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;
  private failures = 0;
  private stopped = false;
  private opening: Promise<void> | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: ResolvedSettings) {}

  /** Returns once signals arrive, or the first attempt has failed; further attempts go on until shutdown. */
  async subscribe(listener: SignalListener): Promise<void> {
    this.listeners.add(listener);
    await (this.opening ??= this.open());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    clearInterval(this.ping);
    await this.client?.end().catch(() => undefined);
  }

  private async open(isFirst = true): Promise<void> {
    const client = new pg.Client({
      // It reads no table.
      connectionString: appUrl(this.settings.databaseUrl, 'viewer'),
      application_name: 'tagloom signals',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
    });
    this.client = client;
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ payload = '' }) => this.tell(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      return this.lost(client, error);
    }
    this.failures = 0;
    this.ping = setInterval(() => void this.check(client), PING_EVERY_MS).unref();
    if (!isFirst) for (const listener of this.listeners) listener.onGap();
  }

  private async check(client: pg.Client): Promise<void> {
    await client.query('SELECT 1').catch((error: unknown) => this.lost(client, error));
  }

  /** Once per connection, however many events say so. */
  private lost(client: pg.Client, error?: unknown): void {
    if (this.client !== client) return;
    this.client = undefined;
    clearInterval(this.ping);
    void client.end().catch(() => undefined);
    if (this.stopped) return;
    log.warn({ err: error }, 'the connection for signals was lost');
    this.retry = setTimeout(() => void this.open(false), retryDelay(this.failures++)).unref();
  }

  private tell(payload: string): void {
    const at = payload.indexOf(':');
    const [topic, detail] = at < 0 ? [payload, ''] : [payload.slice(0, at), payload.slice(at + 1)];
    for (const listener of this.listeners) listener.onSignal(topic, detail);
  }
}
