import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PROFILE_FIELDS, type FieldReveal, type RevealsResponse } from '@tagloom/contracts';
import { Button, Skeleton, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { useActorName } from '@/platform/ui/use-actor-name';

/** Who had which masked field shown to them, of whom and why; newest first. */
export function Reveals() {
  const { t } = useTranslation('settings');
  const found = useInfiniteQuery({
    queryKey: ['settings', 'reveals'],
    queryFn: ({ pageParam }) =>
      api.get<RevealsResponse>(`/reveals${pageParam && `?cursor=${encodeURIComponent(pageParam)}`}`),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
  const columns = useColumns();
  if (found.isPending) return <Skeleton active paragraph={{ rows: 5 }} />;
  if (found.isError && !found.data) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((part) => part.items);
  if (items.length === 0) return <EmptyState title={t('reveals_empty')} hint={t('reveals_empty_hint')} />;
  return (
    <>
      <Table<FieldReveal> rowKey="id" columns={columns} dataSource={items} pagination={false} scroll={{ x: 800 }} />
      {found.hasNextPage && (
        <Button block type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

function useColumns(): TableProps<FieldReveal>['columns'] {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const actorName = useActorName();
  const labels = new Map<string, string>(PROFILE_FIELDS.map(({ key, label }) => [key, format.localized(label)]));
  return [
    {
      title: t('reveal_who'),
      render: (_, { by }) => `${actorName(by.name)} · ${by.departmentName ?? t('reveal_everywhere')}`,
    },
    {
      title: t('reveal_customer'),
      render: (_, { customerId, customerName }) => (
        <Link to="/customers/$id" params={{ id: customerId }}>
          {customerName ?? t('unnamed', { id: customerId })}
        </Link>
      ),
    },
    { title: t('field'), render: (_, { field }) => labels.get(field) ?? field },
    { title: t('reveal_why'), dataIndex: 'reason' },
    { title: t('reveal_at'), align: 'right', render: (_, { at }) => format.dateTime(at) },
    { title: t('reveal_until'), align: 'right', render: (_, { until }) => format.time(until) },
  ];
}
