import { Inject, Injectable } from '@nestjs/common';
import { can, type ActorContext } from '@tagloom/access';
import type { Request, Response } from 'express';
import { bearerKeyOf, sessionTokenOf } from '../../platform/access/authenticated-request.js';
import { AUTHENTICATOR, type Authenticator } from '../../platform/access/authenticator.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { EventStream } from './event-stream.js';
import { RealtimeHub } from './realtime-hub.js';
import { rightsOf } from './subscriber.js';
import { Subscribers } from './subscribers.js';
import { ViewWatch } from './view-watch.js';
import { WatchedCustomers } from './watched-customers.js';

/** Lets a caller in. */
@Injectable()
export class RealtimeService {
  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    private readonly subscribers: Subscribers,
    private readonly views: ViewWatch,
    private readonly customers: WatchedCustomers,
    private readonly hub: RealtimeHub,
  ) {}

  /**
   * Opens the stream and returns; it stays open until either side ends it. Everything that changes after the first byte is
   * told, so whoever reads after it misses nothing. A customer that does not exist never changes.
   */
  async open(context: ActorContext, customerId: string | null, request: Request, response: Response): Promise<void> {
    if (this.hub.isClosing) throw new DomainError('unavailable', 'The server stops.', { retryAfterSeconds: 2 });
    if (customerId !== null && !can(context.role, { action: 'read', subject: 'Customer' }))
      throw new DomainError('forbidden', 'Your role does not allow this.', { hint: 'Ask an administrator.' });
    const stream = new EventStream(response);
    const leave = [this.subscribers.takePlace(context)];
    const close = (): void => leave.splice(0).forEach((step) => step());
    stream.onClose(close);
    try {
      const recognise = this.recogniserOf(request);
      const now = await recognise();
      if (!now) throw new DomainError('unauthenticated', 'Sign in first.');
      const subscriber = { stream, context, customerId, recognise, rights: rightsOf(now), view: '', sharing: '' };
      this.subscribers.add(subscriber);
      leave.push(() => this.subscribers.remove(subscriber));
      if (customerId !== null) leave.push(await this.customers.watch(customerId));
      Object.assign(subscriber, await this.views.look(context));
    } catch (error) {
      close();
      throw error;
    }
    // The caller, or the server, may have gone meanwhile.
    if (!stream.isOpen || this.hub.isClosing) {
      close();
      return stream.end();
    }
    stream.open();
  }

  private recogniserOf(request: Request): () => Promise<ActorContext | null> {
    const key = bearerKeyOf(request);
    if (key !== undefined) return () => this.authenticator.byApiKey(key);
    const token = sessionTokenOf(request) ?? '';
    return () => this.authenticator.bySession(token);
  }
}
