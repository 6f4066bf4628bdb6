import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/platform/api';

const isRefusal = (error: unknown): boolean => error instanceof ApiError && error.status >= 400 && error.status < 500;

/** A refusal is final; a failure is tried twice again. A lost session sends to the sign-in page. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiError && error.code === 'unauthenticated') onSignedOut();
      },
    }),
    defaultOptions: { queries: { retry: (count, error) => !isRefusal(error) && count < 2, staleTime: 2_000 } },
  });
}
