import { Injectable } from '@nestjs/common';
import { log } from '../../platform/logging/pino-logger.js';
import { rightsOf, type Subscriber } from './subscriber.js';

/** Ends the connections of those who may no longer have them. */
@Injectable()
export class RightsWatch {
  /** One after the other: this is never urgent enough to take the connections of everyone else. */
  async check(subscribers: readonly Subscriber[]): Promise<void> {
    for (const subscriber of subscribers) if (subscriber.stream.isOpen) await this.checkOne(subscriber);
  }

  private async checkOne({ stream, rights, recognise }: Subscriber): Promise<void> {
    try {
      const now = await recognise();
      if (now !== null && rightsOf(now) === rights) return;
      // Other rights are other views: the next connection starts with them.
      stream.send({ topic: now === null ? 'ended' : 'refetch' });
      stream.end();
    } catch (error) {
      // Without the database nothing is told either, and everyone is asked again as soon as it is back.
      log.warn({ err: error }, 'could not ask whether a session goes on');
    }
  }
}
