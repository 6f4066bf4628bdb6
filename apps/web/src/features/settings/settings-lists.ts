import { queryOptions } from '@tanstack/react-query';
import type { ApiKeySummary, Department, UserSummary, WebhookEndpoint } from '@tagloom/contracts';
import { api } from '@/platform/api';

const listOf = <T>(key: string, path: string) =>
  queryOptions({ queryKey: ['settings', key], queryFn: () => api.get<T[]>(path) });

export const usersQuery = listOf<UserSummary>('users', '/users');
export const departmentsQuery = listOf<Department>('departments', '/departments');
export const apiKeysQuery = listOf<ApiKeySummary>('keys', '/api-keys');
export const webhooksQuery = listOf<WebhookEndpoint>('webhooks', '/webhook-endpoints');
