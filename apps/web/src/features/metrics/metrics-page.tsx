import { useQuery } from '@tanstack/react-query';
import type { Metric } from '@tagloom/contracts';
import { Button, Skeleton, Table, type TableProps } from 'antd';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { CreateMetricDrawer } from './create-metric-drawer';
import { useMetricSentence } from './metric-sentence';
import { MetricStatus } from './metric-status';
import { metricsQuery } from '@/platform/shared/metrics-query';
import { RenameMetricDrawer } from './rename-metric-drawer';
import { useDeleteMetric } from './use-delete-metric';

export function MetricsPage() {
  const { t } = useTranslation('metrics');
  const can = useCan();
  const metrics = useQuery(metricsQuery);
  const [open, setOpen] = useState<'new' | Metric>();
  const close = () => setOpen(undefined);
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          can('create', 'Metric') && (
            <Button type="primary" icon={<Plus size={14} />} data-testid="new-metric" onClick={() => setOpen('new')}>
              {t('new')}
            </Button>
          )
        }
      />
      {metrics.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {metrics.isError && <ErrorNotice error={metrics.error} onRetry={() => void metrics.refetch()} />}
      {metrics.data && (
        <div className={page.sheet}>
          {metrics.data.length === 0 ? (
            <EmptyState title={t('empty')} hint={t('empty_hint')} />
          ) : (
            <MetricsTable metrics={metrics.data} onEdit={setOpen} />
          )}
        </div>
      )}
      {open === 'new' && <CreateMetricDrawer onClose={close} />}
      {open !== undefined && open !== 'new' && <RenameMetricDrawer metric={open} onClose={close} />}
    </div>
  );
}

function MetricsTable({ metrics, onEdit }: { metrics: Metric[]; onEdit: (metric: Metric) => void }) {
  const { t } = useTranslation('metrics');
  const format = useFormat();
  const can = useCan();
  const sentence = useMetricSentence();
  const remove = useDeleteMetric();
  const columns: TableProps<Metric>['columns'] = [
    {
      title: t('name'),
      render: (_, { name, key }) => (
        <>
          <span className={page.name}>{format.localized(name)}</span>
          <div className={page.note}>{key}</div>
        </>
      ),
    },
    { title: t('definition'), render: (_, metric) => sentence(metric) },
    { title: t('status'), render: (_, metric) => <MetricStatus metric={metric} /> },
    {
      title: t('customers'),
      align: 'right',
      render: (_, { customers }) => (customers === undefined ? '' : format.number(customers)),
    },
    {
      key: 'actions',
      width: 88,
      render: (_, metric) => (
        <span className={page.nowrap}>
          {can('update', 'Metric') && (
            <Button
              type="text"
              icon={<Pencil size={14} />}
              aria-label={t('rename')}
              title={t('rename')}
              onClick={() => onEdit(metric)}
            />
          )}
          {can('delete', 'Metric') && (
            <Button
              type="text"
              icon={<Trash2 size={14} />}
              aria-label={t('delete')}
              title={t('delete')}
              onClick={() => remove(metric)}
            />
          )}
        </span>
      ),
    },
  ];
  return <Table<Metric> rowKey="id" columns={columns} dataSource={metrics} pagination={false} scroll={{ x: 800 }} />;
}
