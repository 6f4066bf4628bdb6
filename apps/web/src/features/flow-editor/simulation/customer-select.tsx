import type { CustomerSearchResponse } from '@tagloom/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFieldLevel } from '@/platform/fields';
import { useDebounced } from '../counting/use-debounced';

/** Finds a customer by a part of the name. */
export function CustomerSelect({ value, onChange }: { value: string | undefined; onChange(id: string): void }) {
  const { t } = useTranslation('flowEditor');
  const [text, setText] = useState('');
  const mayAsk = useFieldLevel()('profile.name') === 'shown';
  const wanted = useDebounced(mayAsk ? text.trim() : '', 200);
  const { data, isFetching } = useQuery({
    queryKey: ['flowEditor', 'customers', wanted],
    queryFn: () =>
      api.post<CustomerSearchResponse>('/customers/search', {
        ...(wanted && { condition: { fact: 'profile.name', operator: 'textContains', value: wanted } }),
        page: { size: 20 },
      }),
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? []).map(({ id, profile }) => ({
    value: id,
    label: [profile.name ?? t('sim.unnamed', { id }), profile.city].filter(Boolean).join(' · '),
  }));
  return (
    <div data-testid="sim-customer">
      <Select
        style={{ width: '100%' }}
        showSearch={{ filterOption: false, onSearch: setText }}
        loading={isFetching}
        value={value}
        options={options}
        placeholder={t('sim.chooseCustomer')}
        aria-label={t('sim.chooseCustomer')}
        notFoundContent={isFetching ? null : t('sim.noCustomer')}
        onChange={onChange}
      />
    </div>
  );
}
