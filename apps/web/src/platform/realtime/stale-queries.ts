import type { RealtimeMessage } from '@tagloom/contracts';
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** What one draws stays as it is drawn, whoever else changes something; the sign-in page has no session. */
const NEVER = new Set<unknown>(['flowEditor', 'sign-in']);
/** Nothing in them depends on definitions or shares. */
const NO_DEFINITIONS = new Set<unknown>(['me', 'inbox', 'runs', 'deliveries']);
const OF_RUNS = new Set<unknown>(['runs', 'home', 'metrics', 'impact', 'flowVersions', 'rfm']);

/** Whether an answer to this key may be another one now. */
export function isStale(queryKey: QueryKey, { topic, id }: RealtimeMessage): boolean {
  const [feature, which] = queryKey;
  if (NEVER.has(feature)) return false;
  if (topic === 'refetch') return true;
  if (topic === 'ended') return feature === 'me';
  if (topic === 'definitions' || topic === 'sharing') return !NO_DEFINITIONS.has(feature);
  if (topic === 'runs') return OF_RUNS.has(feature);
  if (topic === 'inbox' || topic === 'approvals') return feature === topic;
  return feature === 'suggestions' || (feature === 'customers' && (which === id || which === 'search'));
}

/** What is on the screen is asked again; the rest when it is shown next. */
export function invalidateStale(client: QueryClient, messages: readonly RealtimeMessage[]): void {
  void client.invalidateQueries({
    predicate: ({ queryKey }) => messages.some((message) => isStale(queryKey, message)),
  });
}
