import type { ActorContext } from '@tagloom/access';
import type { EventStream } from './event-stream.js';

/** One open connection and whose it is. */
export interface Subscriber {
  readonly stream: EventStream;
  /** As the guard let them in. A change of rights ends the connection: the next one is let in anew. */
  readonly context: ActorContext;
  /** The customer whose tags it asked for. */
  readonly customerId: string | null;
  /** Who the credentials of the request stand for now; null when they no longer count. */
  readonly recognise: () => Promise<ActorContext | null>;
  /** Their answer at the start, in one text. */
  rights: string;
  /** What it can tell so far; see ViewFingerprint. */
  view: string;
  sharing: string;
}

/** What a connection depends on. The name and the language change nothing that it is told. */
export function rightsOf(context: ActorContext): string {
  return JSON.stringify({ ...context, actor: { ...context.actor, name: '' }, locale: '' });
}
