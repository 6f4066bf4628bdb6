import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CustomerDetail } from '@tagloom/contracts';
import { App } from 'antd';
import { api } from '@/platform/api';
import { customerQuery } from '../customer-query';

/** Adds or removes a tag by hand; then the page shows the customer as the server has them now. */
export function useTagChange<Body>(
  method: 'post' | 'delete',
  customerId: string,
  onDone: (body: Body) => string,
  onError?: (error: Error, body: Body) => void,
) {
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => api[method]<CustomerDetail>(`/customers/${customerId}/tags`, body),
    onSuccess: (customer, body) => {
      client.setQueryData(customerQuery(customerId).queryKey, customer);
      void client.invalidateQueries({ queryKey: ['customers', customerId] });
      void message.success(onDone(body));
    },
    onError,
  });
}
