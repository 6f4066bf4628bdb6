export { pollUnlessLive } from './poll-unless-live';
export { useIsLost, useRealtime, useWatchedCustomer } from './use-realtime';
