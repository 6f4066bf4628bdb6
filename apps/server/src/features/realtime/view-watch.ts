import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { CatalogService } from '../catalog/catalog.service.js';
import { log } from '../../platform/logging/pino-logger.js';
import type { Subscriber } from './subscriber.js';
import { ViewFingerprint } from './view-fingerprint.js';

type Seen = Pick<Subscriber, 'view' | 'sharing'>;

/** Tells each connection of the changes that its own view shows, and of no others. */
@Injectable()
export class ViewWatch {
  constructor(
    private readonly fingerprint: ViewFingerprint,
    private readonly catalog: CatalogService,
  ) {}

  /** What the viewer can tell now. */
  async look(context: ActorContext): Promise<Seen> {
    const [view, sharing] = await Promise.all([this.fingerprint.of(context), this.fingerprint.ofSharing(context)]);
    return { view, sharing };
  }

  /** Looks again for each of them; those of the same person and rights share one look. */
  async tellChanges(subscribers: readonly Subscriber[]): Promise<void> {
    // Even if nobody listens now: whoever comes next must not start from before the change.
    this.fingerprint.changed();
    if (subscribers.length === 0) return;
    await this.refreshCatalog();
    const looks = new Map<string, Promise<Seen>>();
    await Promise.all(
      subscribers.map(async (subscriber) => {
        const { rights, context } = subscriber;
        const look = looks.get(rights) ?? this.look(context);
        looks.set(rights, look);
        try {
          compare(subscriber, await look);
        } catch (error) {
          // Silence could be wrong, and so could a message: it reconnects and reads everything again.
          log.warn({ err: error }, 'could not tell what a viewer sees');
          subscriber.stream.end();
        }
      }),
    );
  }

  /** So that whoever reads after a message gets what it is about. */
  private async refreshCatalog(): Promise<void> {
    await this.catalog.refresh().catch((error: unknown) => log.warn({ err: error }, 'could not read the definitions'));
  }
}

function compare(subscriber: Subscriber, now: Seen): void {
  const { stream, view, sharing } = subscriber;
  subscriber.view = now.view;
  subscriber.sharing = now.sharing;
  if (now.view !== view) stream.send({ topic: 'definitions' });
  if (now.sharing !== sharing) stream.send({ topic: 'sharing' });
}
