import { queryOptions, useQuery } from '@tanstack/react-query';
import type { EventType } from '@tagloom/contracts';
import { Button, Skeleton, Table, type TableProps } from 'antd';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { EventTypeDrawer } from './event-type-drawer';

const eventTypesQuery = queryOptions({
  queryKey: ['event-types'],
  queryFn: () => api.get<EventType[]>('/event-types'),
});

export function EventTypesPage() {
  const { t } = useTranslation('eventTypes');
  const types = useQuery(eventTypesQuery);
  const [open, setOpen] = useState<EventType>();
  return (
    <div className={page.page}>
      <PageHeader title={t('title')} />
      {types.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {types.isError && <ErrorNotice error={types.error} onRetry={() => void types.refetch()} />}
      {types.data && (
        <div className={page.sheet}>
          {types.data.length === 0 ? (
            <EmptyState title={t('empty')} hint={t('empty_hint')} />
          ) : (
            <EventTypesTable types={types.data} onEdit={setOpen} />
          )}
        </div>
      )}
      {open && <EventTypeDrawer eventType={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function EventTypesTable({ types, onEdit }: { types: EventType[]; onEdit: (type: EventType) => void }) {
  const { t } = useTranslation('eventTypes');
  const format = useFormat();
  const mayEdit = useCan()('update', 'EventType');
  const columns: TableProps<EventType>['columns'] = [
    {
      title: t('name'),
      width: 240,
      render: (_, { label, name, learned }) => (
        <>
          <span className={page.name}>{format.localized(label)}</span> {learned && <Mark>{t('learned')}</Mark>}
          <code className={page.key}>{name}</code>
        </>
      ),
    },
    {
      title: t('properties'),
      render: (_, { properties }) =>
        properties.length === 0 ? (
          <span className={page.note}>{t('no_properties')}</span>
        ) : (
          <div className={page.tools}>
            {properties.map((property) => (
              <span key={property.name}>
                {property.label ? format.localized(property.label) : property.name}{' '}
                <span className={page.note}>{t(`type_${property.type}`)}</span>
              </span>
            ))}
          </div>
        ),
    },
    {
      title: t('last_seen'),
      align: 'right',
      width: 170,
      render: (_, { lastSeenAt }) => (
        <span className={page.nowrap}>{lastSeenAt ? format.ago(lastSeenAt) : t('no_recent')}</span>
      ),
    },
    {
      key: 'actions',
      width: 56,
      render: (_, type) =>
        mayEdit && (
          <Button
            type="text"
            icon={<Pencil size={14} />}
            aria-label={t('edit')}
            title={t('edit')}
            onClick={() => onEdit(type)}
          />
        ),
    },
  ];
  return <Table<EventType> rowKey="name" columns={columns} dataSource={types} pagination={false} scroll={{ x: 800 }} />;
}
