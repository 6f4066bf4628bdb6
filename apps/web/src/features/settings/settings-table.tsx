import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';

interface SettingsTableProps<T extends { id: string }> {
  query: UseQueryResult<T[]>;
  columns: TableProps<T>['columns'];
  action: ReactNode;
  empty: string;
  emptyHint?: string;
}

/** A list with its one action above, and its states. */
export function SettingsTable<T extends { id: string }>({
  query,
  columns,
  action,
  empty,
  emptyHint,
}: SettingsTableProps<T>) {
  if (query.isPending) return <Skeleton active paragraph={{ rows: 5 }} />;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {action && (
        <div className={page.tools} style={{ justifyContent: 'flex-end', marginBlockEnd: 12 }}>
          {action}
        </div>
      )}
      {query.data.length === 0 ? (
        <EmptyState title={empty} hint={emptyHint} />
      ) : (
        <Table<T> rowKey="id" columns={columns} dataSource={query.data} pagination={false} scroll={{ x: 600 }} />
      )}
    </>
  );
}
