import { realtime } from './realtime-client';

/** A net below the connection: something it does not tell of, or a message that got lost. */
const NET_MS = 60_000;

/** How often to ask for what the connection tells of: as often as given only while there is none. */
export function pollUnlessLive(ms: number): () => number {
  return () => (realtime.isLive ? NET_MS : ms);
}
