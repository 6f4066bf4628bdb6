import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ChangeView } from '@tagloom/contracts';
import { Button, Input, Select, Skeleton } from 'antd';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { ChangeDrawer } from './change-drawer';
import { ChangesTable } from './changes-table';
import { changesQuery, type ChangesFilter } from './changes-query';
import { isCustomerNumber } from './history-search';

export function HistoryPage() {
  const { t } = useTranslation('history');
  const filter: ChangesFilter = useSearch({ from: '/framed/history' });
  const pages = useInfiniteQuery(changesQuery(filter));
  const [open, setOpen] = useState<ChangeView>();
  const changes = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const filtered = filter.tag !== undefined || filter.customer !== undefined;
  return (
    <div className={page.page}>
      <PageHeader title={t('title')} />
      <Filters filter={filter} />
      {pages.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {pages.isError && !pages.data && <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && (
        <div className={page.sheet} data-testid="history">
          {changes.length === 0 && (
            <EmptyState title={t(filtered ? 'none' : 'empty')} hint={filtered ? undefined : t('empty_hint')} />
          )}
          {changes.length > 0 && <ChangesTable changes={changes} onOpen={setOpen} />}
          {pages.hasNextPage && (
            <Button type="text" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {t('load_more')}
            </Button>
          )}
        </div>
      )}
      {open && <ChangeDrawer change={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function Filters({ filter }: { filter: ChangesFilter }) {
  const { t } = useTranslation(['history', 'common']);
  const { localized } = useFormat();
  const navigate = useNavigate();
  const taxonomy = useQuery(taxonomyQuery);
  const [customer, setCustomer] = useState(filter.customer ?? '');
  const bad = customer !== '' && !isCustomerNumber(customer);
  const go = (next: ChangesFilter) => void navigate({ to: '/history', search: next, replace: true });
  return (
    <div className={page.tools}>
      <Select
        style={{ width: 240 }}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('filter_tag')}
        placeholder={t('any_tag')}
        options={taxonomy.data?.tags.map((tag) => ({ value: tag.key, label: localized(tag.name) }))}
        value={filter.tag}
        onChange={(tag?: string) => go({ ...filter, tag })}
      />
      <Input.Search
        style={{ width: 260 }}
        allowClear
        enterButton={<Button icon={<Search size={14} aria-hidden />} aria-label={t('common:search')} />}
        aria-label={t('filter_customer')}
        placeholder={t('customer_hint')}
        status={bad ? 'error' : undefined}
        value={customer}
        onChange={(event) => setCustomer(event.target.value.trim())}
        onSearch={(text) => (text === '' || isCustomerNumber(text)) && go({ ...filter, customer: text || undefined })}
      />
      {bad && <span className={page.note}>{t('customer_bad')}</span>}
    </div>
  );
}
