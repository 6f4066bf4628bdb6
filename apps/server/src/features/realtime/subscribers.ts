import { Injectable } from '@nestjs/common';
import { actorKey } from '../../platform/access/actor-key.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { ActorContext } from '@tagloom/access';
import type { Subscriber } from './subscriber.js';

/** Open connections of one process, in all. */
const MOST = 2_000;
/** Of one person or API key: tabs on a few machines. */
const MOST_EACH = 20;

/** The open connections of this process, and how many there may be. */
@Injectable()
export class Subscribers {
  private readonly all = new Set<Subscriber>();
  private readonly places = new Map<string, number>();
  private taken = 0;

  /** Takes a place before anything is asked of the database. Throws `rate_limited` or `unavailable`; give it back once. */
  takePlace({ actor }: ActorContext): () => void {
    const key = actorKey(actor);
    const own = this.places.get(key) ?? 0;
    if (own >= MOST_EACH)
      throw new DomainError('rate_limited', `There are ${MOST_EACH} open connections already.`, {
        hint: 'Close some of them first.',
        retryAfterSeconds: 30,
      });
    if (this.taken >= MOST)
      throw new DomainError('unavailable', 'This server has no connection left.', {
        hint: 'Try again in a moment.',
        retryAfterSeconds: 10,
      });
    this.taken += 1;
    this.places.set(key, own + 1);
    return () => {
      this.taken -= 1;
      const left = (this.places.get(key) ?? 1) - 1;
      if (left > 0) this.places.set(key, left);
      else this.places.delete(key);
    };
  }

  add(subscriber: Subscriber): void {
    this.all.add(subscriber);
  }

  remove(subscriber: Subscriber): void {
    this.all.delete(subscriber);
  }

  get size(): number {
    return this.all.size;
  }

  /** Those of now: it may be walked while others come and go. */
  list(): Subscriber[] {
    return [...this.all];
  }
}
