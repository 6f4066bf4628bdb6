import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CustomerDetail, CustomerSearchRequest, CustomerSearchResponse } from '@tagloom/contracts';
import { api } from '@/platform/api';

export const searchQuery = (request: CustomerSearchRequest) =>
  queryOptions({
    queryKey: ['customers', 'search', request],
    queryFn: () => api.post<CustomerSearchResponse>('/customers/search', request),
    placeholderData: keepPreviousData,
  });

/** Refetched while the page is looked at: rules tag within a second. */
export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id],
    queryFn: () => api.get<CustomerDetail>(`/customers/${id}`),
    refetchInterval: 2_000,
  });
