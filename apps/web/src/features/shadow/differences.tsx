import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Shadow, ShadowDifferenceKind, ShadowDifferent } from '@tagloom/contracts';
import { Button, Select, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { DifferenceReason, Difference } from './difference';
import styles from './shadow.module.css';
import { differencesQuery } from './shadow-query';

const KINDS = ['only_shadow', 'only_live', 'only_people', 'contradicts'] as const;

/** Customers about whom the shadow does not say what the live version or people say; each opens to its reasons. */
export function Differences({ flowId, shadow }: { flowId: string; shadow: Shadow }) {
  const { t } = useTranslation('shadow');
  const [kind, setKind] = useState<ShadowDifferenceKind | null>(null);
  const found = useInfiniteQuery(differencesQuery(flowId, shadow.id, kind));
  const customers = found.data?.pages.flatMap((one) => one.customers) ?? [];
  const columns: TableProps<ShadowDifferent>['columns'] = [
    {
      title: t('customer'),
      width: 200,
      render: (_, { customerId, name }) => (
        <Link to="/customers/$id" params={{ id: customerId }}>
          {name ?? t('unnamed', { id: customerId })}
        </Link>
      ),
    },
    {
      title: t('difference'),
      render: (_, { differences }) => (
        <div className={styles.differences}>
          {differences.map((difference, index) => (
            <Difference key={index} difference={difference} />
          ))}
        </div>
      ),
    },
  ];
  return (
    <section className={page.card}>
      <div className={page.head}>
        <div className={page.tools}>
          <h2 className={page.heading}>{t('differences')}</h2>
          <span className={page.note}>{t('differences_hint')}</span>
        </div>
        <Select<ShadowDifferenceKind | ''>
          aria-label={t('filter')}
          className={styles.days}
          value={kind ?? ''}
          onChange={(chosen) => setKind(chosen === '' ? null : chosen)}
          options={[{ value: '', label: t('filter_all') }, ...KINDS.map((value) => ({ value, label: t(value) }))]}
        />
      </div>
      {found.isError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && customers.length === 0 && <EmptyState title={t('differences_none')} />}
      {(found.isPending || customers.length > 0) && (
        <Table<ShadowDifferent>
          rowKey="customerId"
          columns={columns}
          dataSource={customers}
          loading={found.isPending}
          pagination={false}
          scroll={{ x: 640 }}
          data-testid="shadow-differences"
          expandable={{
            expandedRowRender: ({ differences }) => (
              <div className={styles.reasons}>
                {differences.map((difference, index) => (
                  <DifferenceReason key={index} difference={difference} />
                ))}
              </div>
            ),
          }}
        />
      )}
      {found.hasNextPage && (
        <Button type="link" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  );
}
