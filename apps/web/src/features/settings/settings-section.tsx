import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { Button, Skeleton, Table, type TableProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';

interface SettingsSectionProps<T> {
  query: UseQueryOptions<T[], Error, T[], string[]>;
  columns: TableProps<T>['columns'];
  empty: string;
  emptyHint?: string;
  /** Absent when the person may not. */
  create?: { label: string; testId?: string; dialog: (close: () => void) => ReactNode } | false;
}

/** A list with its states, and one action above it: the dialog for one more. */
export function SettingsSection<T extends { id: string }>(props: SettingsSectionProps<T>) {
  const { columns, empty, emptyHint, create } = props;
  const query = useQuery(props.query);
  const [open, setOpen] = useState(false);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 5 }} />;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {create && (
        <div className={page.tools} style={{ justifyContent: 'flex-end', marginBlockEnd: 12 }}>
          <Button data-testid={create.testId} onClick={() => setOpen(true)}>
            {create.label}
          </Button>
        </div>
      )}
      {query.data.length === 0 ? (
        <EmptyState title={empty} hint={emptyHint} />
      ) : (
        <Table<T> rowKey="id" columns={columns} dataSource={query.data} pagination={false} scroll={{ x: 600 }} />
      )}
      {create && open && create.dialog(() => setOpen(false))}
    </>
  );
}
