import type { CustomerListItem } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';

/** The customer's name; of one without, the number. */
export function useCustomerName(): (customer: Pick<CustomerListItem, 'id' | 'profile'>) => string {
  const { t } = useTranslation('customers');
  return ({ id, profile }) => profile.name || t('unnamed', { id });
}
