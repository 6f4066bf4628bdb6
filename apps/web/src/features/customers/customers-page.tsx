import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { BulkTagRequest, Condition, Run } from '@tagloom/contracts';
import { Button, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useCatalog } from '@/platform/catalog';
import { useSearchableFacts } from '@/platform/fields';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { BulkDialog } from './bulk/bulk-dialog';
import { BulkProgress } from './bulk/bulk-progress';
import { SelectionBar } from './bulk/selection-bar';
import { useSelection } from './bulk/use-selection';
import { CustomerFilter } from './customer-filter';
import { searchQuery } from './customer-query';
import styles from './customers-page.module.css';
import { PAGE_SIZES, sizeOf, sortOf, sortText, type CustomersSearch } from './customers-search';
import { CustomersTable } from './customers-table';

export function CustomersPage() {
  const { t } = useTranslation('customers');
  const { number } = useFormat();
  const catalog = useSearchableFacts(useCatalog());
  const search: CustomersSearch = useSearch({ from: '/framed/customers' });
  const navigate = useNavigate();
  /** Cursors of the pages passed so far; another filter or order starts over. */
  const [cursors, setCursors] = useState<string[]>([]);
  const mayTag = useCan()('tag', 'Customer');
  const selection = useSelection(search.filter);
  const [stance, setStance] = useState<BulkTagRequest['stance']>();
  const [run, setRun] = useState<Run>();
  const sort = sortOf(search.sort);
  const cursor = cursors.at(-1);
  const found = useQuery(
    searchQuery({
      condition: search.filter,
      sort,
      page: { size: sizeOf(search), ...(cursor !== undefined && { cursor }) },
    }),
  );
  const change = (part: CustomersSearch) => {
    setCursors([]);
    void navigate({ to: '/customers', search: { ...search, ...part }, replace: true });
  };
  const setFilter = (filter: Condition | undefined) => {
    // Editing an incomplete row does not change what is searched.
    if (JSON.stringify(filter) !== JSON.stringify(search.filter)) change({ filter });
  };
  const { data } = found;
  const total = data?.total ?? 0;
  const isSelected = mayTag && (selection.everyone || selection.ids.length > 0);
  const whom: BulkTagRequest['whom'] = selection.everyone
    ? { ...(search.filter && { condition: search.filter }), total }
    : { ids: [...selection.ids] };
  const started = (next: Run) => {
    setRun(next);
    setStance(undefined);
    selection.clear();
  };
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          data && (
            <span role="status" data-testid="customers-total">
              {t('total', { count: data.total, total: number(data.total) })}
            </span>
          )
        }
      />
      <CustomerFilter catalog={catalog} condition={search.filter} onChange={setFilter} />
      {run && <BulkProgress key={run.id} run={run} onClose={() => setRun(undefined)} />}
      {stance && isSelected && (
        <BulkDialog
          stance={stance}
          whom={whom}
          count={selection.everyone ? total : selection.ids.length}
          onStarted={started}
          onClose={() => setStance(undefined)}
        />
      )}
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {data && data.items.length === 0 && (
        <div className={page.sheet}>
          <EmptyState
            title={t(search.filter ? 'total_none' : 'empty')}
            hint={t(search.filter ? 'none_hint' : 'empty_hint')}
          />
        </div>
      )}
      {data && data.items.length > 0 && (
        <div className={page.sheet}>
          {isSelected && (
            <SelectionBar
              selection={selection}
              pageIds={data.items.map(({ id }) => id)}
              total={total}
              onTag={setStance}
            />
          )}
          <CustomersTable
            selection={mayTag ? selection : undefined}
            catalog={catalog}
            items={data.items}
            sort={sort}
            onSort={(next) => change({ sort: next && sortText(next) })}
            loading={found.isPlaceholderData}
          />
          <div className={styles.foot}>
            <Select
              aria-label={t('page_size')}
              value={sizeOf(search)}
              options={PAGE_SIZES.map((size) => ({ value: size, label: t('per_page', { size }) }))}
              onChange={(size) => change({ size })}
            />
            <span>{t('page_no', { page: number(cursors.length + 1) })}</span>
            <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
              {t('previous')}
            </Button>
            <Button
              data-testid="next-page"
              disabled={!data.nextCursor || found.isPlaceholderData}
              onClick={() => data.nextCursor && setCursors([...cursors, data.nextCursor])}
            >
              {t('next')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
