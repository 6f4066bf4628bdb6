import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ROLES, type CustomerDetail } from '@tagloom/contracts';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { customerQuery } from '../customer-query';
import styles from './profile-band.module.css';

type Owned = Pick<CustomerDetail, 'id' | 'owner' | 'mayTake'>;

/** Who looks after the customer; people of the team that does may take over. */
export function OwnerLine({ customer: { id, owner, mayTake } }: { customer: Owned }) {
  const { t } = useTranslation(['customers', 'frame']);
  const can = useCan();
  const take = useTake(id);
  const isRole = owner?.kind === 'role' && (ROLES as readonly string[]).includes(owner.name);
  const name = owner && (isRole ? t(`frame:role_${owner.name as (typeof ROLES)[number]}`) : owner.name);
  return (
    <p className={styles.note}>
      <span data-testid="customer-owner">{owner ? t(`owner_${owner.kind}`, { name }) : t('owner_none')}</span>{' '}
      {mayTake && can('tag', 'Customer') && (
        <Button size="small" loading={take.isPending} onClick={() => take.mutate()} data-testid="take-customer">
          {t('take')}
        </Button>
      )}
    </p>
  );
}

function useTake(id: string) {
  const { t } = useTranslation('customers');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<CustomerDetail>(`/customers/${id}/take`),
    onSuccess: () => void message.success(t('taken')),
    onError: (error) => void message.error(errorText(error)),
    // Somebody else may have been first: the page shows who it is.
    onSettled: () => client.invalidateQueries({ queryKey: customerQuery(id).queryKey }),
  });
}
