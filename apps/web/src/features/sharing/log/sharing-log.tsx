import { useQuery } from '@tanstack/react-query';
import { Input, Skeleton, Table, type TableProps } from 'antd';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { LevelMark } from '@/platform/sharing';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import { allSharesQuery, requestsQuery } from '../sharing-queries';
import { findRecords, recordsOf, type SharingRecord } from './records';

/** Every share and every request, ended ones too, newest first: who asked, who agreed, what for. */
export function SharingLog() {
  const { t } = useTranslation('sharing');
  const shares = useQuery(allSharesQuery);
  const requests = useQuery(requestsQuery);
  const [text, setText] = useState('');
  const records = useMemo(() => recordsOf(shares.data ?? [], requests.data ?? []), [shares.data, requests.data]);
  const columns = useColumns();
  const failed = [shares, requests].find(({ isError, data }) => isError && data === undefined);
  if (failed) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  if (shares.isPending || requests.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <>
      <div className={page.tools}>
        <Input
          style={{ width: 320 }}
          prefix={<Search size={14} aria-hidden />}
          allowClear
          placeholder={t('filter_log')}
          aria-label={t('filter_log')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <div className={page.sheet} data-testid="sharing-log">
        {records.length === 0 ? (
          <EmptyState title={t('log_empty')} hint={t('log_empty_hint')} />
        ) : (
          <Table<SharingRecord>
            rowKey="key"
            columns={columns}
            dataSource={findRecords(records, text)}
            locale={{ emptyText: <EmptyState title={t('log_nothing_found')} hint={t('log_nothing_found_hint')} /> }}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 1000 }}
          />
        )}
      </div>
    </>
  );
}

function useColumns(): TableProps<SharingRecord>['columns'] {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const actorName = useActorName();
  return [
    { title: t('tag'), render: (_, { of }) => <span className={page.name}>{format.localized(of.name)}</span> },
    { title: t('department'), render: (_, { of }) => of.departmentName },
    { title: t('level'), width: 136, render: (_, { of }) => <LevelMark level={of.level} /> },
    { title: t('purpose'), render: (_, { of }) => of.purpose },
    {
      title: t('until'),
      width: 120,
      render: (_, { of }) => (
        <span className={page.nowrap}>{of.until === null ? t('no_end') : format.day(of.until)}</span>
      ),
    },
    {
      title: t('what'),
      width: 180,
      render: (_, { kind, by, at }) => (
        <>
          {t(`kind_${kind}`)} · {actorName(by)}
          <div className={page.note}>{format.dateTime(at)}</div>
        </>
      ),
    },
    { title: t('result'), width: 240, render: (_, record) => <Result record={record} /> },
  ];
}

function Result({ record }: { record: SharingRecord }) {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const actorName = useActorName();
  if (record.kind === 'share') {
    const { endedAt, endedBy } = record.of;
    if (endedAt === null) return t('share_live');
    const at = format.dateTime(endedAt);
    return endedBy ? t('share_ended', { at, name: actorName(endedBy) }) : t('share_expired', { at });
  }
  const { status, answeredBy, answeredAt, answer } = record.of;
  return (
    <>
      {t(`status_${status}`)}
      {answeredBy !== null && answeredAt !== null && (
        <div className={page.note}>
          {t('answered_by', { name: actorName(answeredBy), at: format.dateTime(answeredAt) })}
        </div>
      )}
      {answer && <div className={page.note}>{answer}</div>}
    </>
  );
}
