import type { FlowDay, FlowHealth } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { FlowBlockAlert } from '@/platform/ui/flow-block-alert';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';

const EVERY = 10_000;
/** People who change a tenth of what a rule gives disagree with it. */
const MANY = 0.1;

/** How a rule fares: how often it was asked, fired, had nothing to do, and was overridden; by day and in words. */
export function HealthPage({ flowId }: { flowId: string }) {
  const { t } = useTranslation('flowVersions');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['flowVersions', flowId, 'health'],
    queryFn: () => api.get<FlowHealth>(`/flows/${flowId}/health`),
    refetchInterval: EVERY,
  });
  return (
    <div className={page.page} data-testid="flow-health">
      {isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.blocked && <FlowBlockAlert block={data.blocked} />}
      {data?.days.length === 0 && <EmptyState title={t('health_empty')} hint={t('health_empty_hint')} />}
      {data && data.days.length > 0 && (
        <>
          <Summary health={data} />
          <section className={page.sheet}>
            <Days days={data.days} />
          </section>
          <p className={page.note}>{t('health_note')}</p>
        </>
      )}
    </div>
  );
}

function Summary({ health: { days, lastFiredAt } }: { health: FlowHealth }) {
  const { t } = useTranslation('flowVersions');
  const { number, ago } = useFormat();
  const sum = (read: (day: FlowDay) => number) => days.reduce((total, day) => total + read(day), 0);
  const [asked, fired, unchanged, overrides] = [
    sum((day) => day.asked),
    sum((day) => day.fired),
    sum((day) => day.unchanged),
    sum((day) => day.overrides),
  ];
  const given = fired - unchanged;
  return (
    <section className={page.card}>
      <p data-testid="health-summary">
        {t('health_summary', {
          asked: number(asked),
          fired: number(fired),
          unchanged: number(unchanged),
          overrides: number(overrides),
        })}
      </p>
      <p className={page.note}>
        {lastFiredAt === null ? t('health_never') : `${t('health_last')} ${ago(lastFiredAt)}`}
      </p>
      {given > 0 && overrides > given * MANY && <Alert type="warning" showIcon title={t('health_many_overrides')} />}
    </section>
  );
}

function Days({ days }: { days: FlowDay[] }) {
  const { t } = useTranslation('flowVersions');
  const { number, day } = useFormat();
  const count = (key: 'asked' | 'fired' | 'unchanged' | 'overrides') => ({
    title: t(`health_${key}`),
    key,
    align: 'right' as const,
    render: (_: unknown, row: FlowDay) => number(row[key]),
  });
  const columns: TableProps<FlowDay>['columns'] = [
    { title: t('health_day'), key: 'day', render: (_, row) => day(`${row.day}T12:00:00`) },
    count('asked'),
    count('fired'),
    count('unchanged'),
    count('overrides'),
    {
      title: t('health_micros'),
      key: 'micros',
      align: 'right',
      render: (_, { microsPerEvaluation: micros }) =>
        micros === null ? '' : t('health_micros_value', { micros: number(Math.round(micros * 10) / 10) }),
    },
  ];
  return <Table<FlowDay> rowKey="day" columns={columns} dataSource={days} pagination={false} scroll={{ x: 720 }} />;
}
