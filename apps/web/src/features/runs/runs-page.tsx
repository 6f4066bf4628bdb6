import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Run } from '@tagloom/contracts';
import { Button, Segmented, Skeleton, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { RunProgress } from '@/platform/ui/run-progress';
import { isActive, runsQuery } from '@/platform/shared/runs-query';
import { useRunTitle } from '@/platform/shared/use-run-title';
import { useActorName } from '@/platform/ui/use-actor-name';
import { useCancelRun } from './use-cancel-run';

const TABS = ['runs', 'receipts'] as const;
type Tab = (typeof TABS)[number];

/** `receipts`: what rules did beyond tags. */
export function RunsPage({ receipts }: { receipts: ReactNode }) {
  const { t } = useTranslation('runs');
  const mayRead = useCan()('read', 'Delivery');
  const { tab }: { tab?: Tab } = useSearch({ from: '/framed/runs' });
  const navigate = useNavigate();
  const shown = mayRead && tab === 'receipts' ? 'receipts' : 'runs';
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          mayRead && (
            <Segmented<Tab>
              aria-label={t('title')}
              value={shown}
              options={TABS.map((value) => ({ value, label: t(`tab_${value}`) }))}
              onChange={(next) =>
                void navigate({ to: '/runs', search: next === 'receipts' ? { tab: next } : {}, replace: true })
              }
            />
          )
        }
      />
      {shown === 'receipts' ? receipts : <Runs />}
    </div>
  );
}

function Runs() {
  const { t } = useTranslation('runs');
  const runs = useQuery(runsQuery);
  return (
    <>
      {runs.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {runs.isError && !runs.data && <ErrorNotice error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && (
        <div className={page.sheet}>
          {runs.data.length === 0 ? (
            <EmptyState title={t('empty')} hint={t('empty_hint')} />
          ) : (
            <RunsTable runs={runs.data} />
          )}
        </div>
      )}
    </>
  );
}

function RunsTable({ runs }: { runs: Run[] }) {
  const { t } = useTranslation('runs');
  const actorName = useActorName();
  const format = useFormat();
  const titleOf = useRunTitle();
  const mayCancel = useCan()('update', 'Run');
  const cancel = useCancelRun();
  const columns: TableProps<Run>['columns'] = [
    {
      title: t('name'),
      render: (_, { flowId, ...run }) =>
        flowId === null ? (
          <span className={page.name}>{titleOf(run)}</span>
        ) : (
          <Link className={page.name} to="/flows/$id" params={{ id: flowId }}>
            {run.title}
          </Link>
        ),
    },
    { title: t('kind'), render: (_, { kind }) => <span className={page.nowrap}>{t(`kind_${kind}`)}</span> },
    { title: t('progress'), width: '36%', render: (_, run) => <RunProgress run={run} /> },
    {
      title: t('started'),
      align: 'right',
      render: (_, { startedBy, createdAt }) => (
        <span className={page.nowrap}>{t('by', { who: actorName(startedBy), when: format.ago(createdAt) })}</span>
      ),
    },
    {
      title: t('finished'),
      align: 'right',
      render: (_, { finishedAt }) => <span className={page.nowrap}>{finishedAt ? format.ago(finishedAt) : ''}</span>,
    },
    {
      key: 'actions',
      render: (_, run) =>
        (mayCancel || run.own) && isActive(run) && <Button onClick={() => cancel(run)}>{t('cancel')}</Button>,
    },
  ];
  return <Table<Run> rowKey="id" columns={columns} dataSource={runs} pagination={false} scroll={{ x: 900 }} />;
}
