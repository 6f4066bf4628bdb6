import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DeliveriesResponse, Delivery, DeliveryStatus } from '@tagloom/contracts';
import { Button, Segmented, Skeleton, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { DeliveryStatusMark } from './delivery-status-mark';
import { ReceiptText } from './receipt-text';
import { useTargetName } from './use-target-name';
import { useDeliveryChange } from './use-delivery-change';

const FILTERS = ['all', 'pending', 'delivered', 'failed', 'cancelled'] as const;
type Shown = (typeof FILTERS)[number];

/** What rules did beyond tags, each with its receipt; newest first. */
export function Deliveries() {
  const { t } = useTranslation('deliveries');
  const [status, setStatus] = useState<Shown>('all');
  const found = useInfiniteQuery({
    queryKey: ['deliveries', 'list', status],
    queryFn: ({ pageParam }) => api.get<DeliveriesResponse>(`/deliveries?${searchOf(status, pageParam)}`),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : 2_000),
  });
  const items = found.data?.pages.flatMap((part) => part.items) ?? [];
  return (
    <>
      <div className={page.tools}>
        <Segmented<Shown>
          aria-label={t('title')}
          value={status}
          onChange={setStatus}
          options={FILTERS.map((value) => ({ value, label: t(`status_${value}`) }))}
        />
      </div>
      {found.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {found.isError && !found.data && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && (
        <div className={page.sheet} data-testid="deliveries">
          {items.length === 0 ? (
            <EmptyState title={t('empty')} hint={status === 'all' ? t('empty_hint') : undefined} />
          ) : (
            <DeliveriesTable items={items} />
          )}
          {found.hasNextPage && (
            <Button block type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function searchOf(status: DeliveryStatus | 'all', cursor: string): string {
  return new URLSearchParams({ ...(status !== 'all' && { status }), ...(cursor && { cursor }) }).toString();
}

function DeliveriesTable({ items }: { items: Delivery[] }) {
  const { t } = useTranslation('deliveries');
  const format = useFormat();
  const mayChange = useCan()('update', 'Delivery');
  const change = useDeliveryChange();
  const targetName = useTargetName();
  const columns: TableProps<Delivery>['columns'] = [
    {
      title: t('what'),
      render: (_, delivery) => (
        <>
          <span className={`${page.name} ${page.nowrap}`}>{t(`kind_${delivery.kind}`)}</span>
          <div className={page.note}>{targetName(delivery)}</div>
        </>
      ),
    },
    {
      title: t('customer'),
      render: (_, { customerId, customerName }) => (
        <Link className={page.nowrap} to="/customers/$id" params={{ id: customerId }}>
          {customerName ?? t('unnamed', { id: customerId })}
        </Link>
      ),
    },
    {
      title: t('flow'),
      render: (_, { flowId, flowName, flowVersion }) => (
        <>
          <Link to="/flows/$id" params={{ id: flowId }}>
            {flowName}
          </Link>
          <div className={page.note}>{t('version', { version: flowVersion })}</div>
        </>
      ),
    },
    { title: t('status'), width: 200, render: (_, delivery) => <DeliveryStatusMark delivery={delivery} /> },
    { title: t('receipt'), width: '24%', render: (_, delivery) => <ReceiptText delivery={delivery} /> },
    {
      title: t('at'),
      align: 'right',
      render: (_, { createdAt }) => <span className={page.nowrap}>{format.ago(createdAt)}</span>,
    },
    {
      key: 'actions',
      align: 'right',
      render: (_, delivery) => {
        const { status, kind } = delivery;
        const isSent = kind === 'notify' || kind === 'sendMaterial' || kind === 'webhook';
        if (!mayChange || !isSent || status === 'delivered') return null;
        return (
          <span className={page.nowrap}>
            <Button type="text" onClick={() => change.mutate({ delivery, to: 'retry' })}>
              {t('retry')}
            </Button>
            {status === 'pending' && (
              <Button type="text" danger onClick={() => change.mutate({ delivery, to: 'cancel' })}>
                {t('cancel')}
              </Button>
            )}
          </span>
        );
      },
    },
  ];
  return <Table<Delivery> rowKey="id" columns={columns} dataSource={items} pagination={false} scroll={{ x: 1000 }} />;
}
