import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Metric } from '@tagloom/contracts';
import { Button, Segmented, Skeleton, Table, type TableProps } from 'antd';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState, type ComponentType } from 'react';
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

const TABS = ['metrics', 'rfm'] as const;
type Tab = (typeof TABS)[number];

interface MetricsPageProps {
  /** The models made of metrics, with whether a new one is being made. */
  Rfm: ComponentType<{ creating: boolean; onCreated: () => void }>;
}

export function MetricsPage({ Rfm }: MetricsPageProps) {
  const { t } = useTranslation(['metrics', 'rfm']);
  const can = useCan();
  const { tab }: { tab?: 'rfm' } = useSearch({ from: '/framed/metrics' });
  const navigate = useNavigate();
  const [open, setOpen] = useState<'new' | Metric>();
  const close = () => setOpen(undefined);
  const shown: Tab = tab ?? 'metrics';
  const label = shown === 'rfm' ? t('rfm:new') : t('new');
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          <>
            <Segmented<Tab>
              aria-label={t('title')}
              value={shown}
              options={TABS.map((value) => ({ value, label: value === 'rfm' ? t('rfm:title') : t('title') }))}
              onChange={(next) => {
                close();
                void navigate({ to: '/metrics', search: next === 'rfm' ? { tab: next } : {}, replace: true });
              }}
            />
            {can('create', 'Metric') && (
              <Button type="primary" icon={<Plus size={14} />} data-testid="new-metric" onClick={() => setOpen('new')}>
                {label}
              </Button>
            )}
          </>
        }
      />
      {shown === 'rfm' ? <Rfm creating={open === 'new'} onCreated={close} /> : <Metrics onEdit={setOpen} />}
      {shown === 'metrics' && open === 'new' && <CreateMetricDrawer onClose={close} />}
      {open !== undefined && open !== 'new' && <RenameMetricDrawer metric={open} onClose={close} />}
    </div>
  );
}

function Metrics({ onEdit }: { onEdit: (metric: Metric) => void }) {
  const { t } = useTranslation('metrics');
  const metrics = useQuery(metricsQuery);
  const client = useQueryClient();
  const ready = metrics.data?.filter(({ status }) => status === 'ready').length;
  // Once computed, a metric can be used in rules and filters.
  useEffect(() => {
    if (ready !== undefined) void client.invalidateQueries({ queryKey: ['catalog'] });
  }, [client, ready]);
  return (
    <>
      {metrics.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {metrics.isError && <ErrorNotice error={metrics.error} onRetry={() => void metrics.refetch()} />}
      {metrics.data && (
        <div className={page.sheet}>
          {metrics.data.length === 0 ? (
            <EmptyState title={t('empty')} hint={t('empty_hint')} />
          ) : (
            <MetricsTable metrics={metrics.data} onEdit={onEdit} />
          )}
        </div>
      )}
    </>
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
          <code className={page.key}>{key}</code>
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
