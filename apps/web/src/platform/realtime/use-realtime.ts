import type { RealtimeMessage } from '@tagloom/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { meQuery } from '@/platform/auth';
import { realtime, type RealtimeClient } from './realtime-client';
import { invalidateStale, isStale } from './stale-queries';

/** Messages of one change come together and are one reason to ask again. */
const TOGETHER_MS = 20;

/** Keeps what is shown up to date while it is mounted: once, in the frame of those who are signed in. */
export function useRealtime(connection: RealtimeClient = realtime): void {
  const client = useQueryClient();
  useEffect(() => {
    let waiting: RealtimeMessage[] = [];
    let timer: number | undefined;
    const flush = (): void => {
      timer = undefined;
      invalidateStale(client, waiting);
      waiting = [];
    };
    const stop = connection.start({
      onMessage: (message) => {
        waiting.push(message);
        timer ??= window.setTimeout(flush, TOGETHER_MS);
      },
      // A question that is under way is asked late enough.
      onOpen: () =>
        void client.invalidateQueries(
          { predicate: ({ queryKey, state }) => state.data !== undefined && isStale(queryKey, { topic: 'refetch' }) },
          { cancelRefetch: false },
        ),
      // If the session is over, the answer leads to the sign-in page.
      onRefused: () => void client.invalidateQueries({ queryKey: meQuery.queryKey }),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, connection]);
}

/** Hears of this customer's tags while it is mounted. */
export function useWatchedCustomer(customerId: string, connection: RealtimeClient = realtime): void {
  useEffect(() => connection.watch(customerId), [customerId, connection]);
}

/** Whether the connection has been lost for a while. */
export function useIsLost(connection: RealtimeClient = realtime): boolean {
  return useSyncExternalStore(connection.subscribe, () => connection.isLost);
}
