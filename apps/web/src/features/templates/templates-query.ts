import { queryOptions } from '@tanstack/react-query';
import type { Template } from '@tagloom/contracts';
import { api } from '@/platform/api';

export const templatesQuery = queryOptions({
  queryKey: ['templates', 'list'],
  queryFn: () => api.get<Template[]>('/templates'),
});
