import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../settings/settings.token.js';
import type { Settings } from '../settings/settings.js';
import { resolveAllowed, type ResolvedAddress, type Resolver } from './guarded-lookup.js';
import { OutboundError } from './outbound-error.js';
import { readStart } from './read-start.js';

export const TIMEOUT_MS = 10_000;

/** Injection token of the {@link Resolver}. */
export const RESOLVER = Symbol('Resolver');
/** As the operating system sees names, `/etc/hosts` included. */
export const systemResolver: Resolver = (host) => lookup(host, { all: true });

export interface OutboundCall {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** 10 s when absent. */
  timeoutMs?: number;
}
export interface OutboundAnswer {
  status: number;
  retryAfter: string | null;
  /** The first kilobyte. */
  body: string;
}

/** Calls addresses that people typed; see the README for what it guards against. */
@Injectable()
export class OutboundHttp {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'allowPrivateWebhooks'>,
    @Inject(RESOLVER) private readonly resolver: Resolver,
  ) {}

  /** Refuses an address that would be refused when called. A name that cannot be resolved now may be later. */
  async requireAllowed(url: string): Promise<void> {
    await this.locate(url).catch((error: unknown) => {
      if (!(error instanceof OutboundError) || error.code === 'address_not_allowed') throw error;
    });
  }

  /** One POST; redirects are answers like any other. Throws {@link OutboundError} when no answer comes. */
  async post(call: OutboundCall): Promise<OutboundAnswer> {
    const deadline = AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS);
    const late = new Promise<never>((_resolve, reject) => {
      deadline.addEventListener('abort', () => reject(new OutboundError('timeout', 'no answer in time')), {
        once: true,
      });
    });
    // A name server that hangs counts towards the same ten seconds.
    const address = await Promise.race([this.locate(call.url), late]);
    const response = await send(call, address, deadline);
    return {
      status: response.statusCode ?? 0,
      retryAfter: response.headers['retry-after'] ?? null,
      body: await readStart(response),
    };
  }

  private async locate(url: string): Promise<ResolvedAddress> {
    const { protocol, hostname, username, password } = new URL(url);
    if (!['http:', 'https:'].includes(protocol) || username || password)
      throw new OutboundError('address_not_allowed', 'only http and https, without a user and password');
    return resolveAllowed(hostname, this.resolver, this.settings.allowPrivateWebhooks);
  }
}

function send(
  { url, headers, body }: OutboundCall,
  to: ResolvedAddress,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A connection of its own, to the very address that was checked.
      agent: false,
      lookup: always(to),
      signal,
    });
    call.on('response', resolve);
    call.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        signal.aborted
          ? new OutboundError('timeout', 'no answer in time')
          : new OutboundError('connection_failed', error.code ?? 'the connection failed'),
      ),
    );
    call.end(body);
  });
}

const always =
  ({ address, family }: ResolvedAddress): LookupFunction =>
  (_host, options, done) =>
    options.all ? done(null, [{ address, family }]) : done(null, address, family);
