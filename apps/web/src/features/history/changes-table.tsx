import { Link } from '@tanstack/react-router';
import type { ChangeView } from '@tagloom/contracts';
import { Button, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useActorText, useEffectText } from '@/platform/ui/change-text';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';

interface ChangesTableProps {
  changes: ChangeView[];
  onOpen: (change: ChangeView) => void;
}

export function ChangesTable({ changes, onOpen }: ChangesTableProps) {
  const { t } = useTranslation('history');
  const format = useFormat();
  const effectText = useEffectText();
  const actorText = useActorText();
  const columns: TableProps<ChangeView>['columns'] = [
    {
      title: t('when'),
      render: (_, { effectiveAt }) => <span className={page.nowrap}>{format.dateTime(effectiveAt)}</span>,
    },
    {
      title: t('customer'),
      render: (_, { customerId, customerName }) => (
        <Link to="/customers/$id" params={{ id: customerId }} onClick={(event) => event.stopPropagation()}>
          {customerName ?? t('unnamed', { id: customerId })}
        </Link>
      ),
    },
    { title: t('tag'), render: (_, { tag }) => <TagChip tag={tag} /> },
    { title: t('change'), render: (_, change) => <span className={page.nowrap}>{effectText(change)}</span> },
    { title: t('actor'), render: (_, change) => actorText(change) },
    { title: t('reason'), dataIndex: 'reason' },
    {
      key: 'actions',
      align: 'right',
      render: (_, change) => (
        <Button type="link" onClick={() => onOpen(change)}>
          {t('details')}
        </Button>
      ),
    },
  ];
  return (
    <Table<ChangeView>
      rowKey="id"
      columns={columns}
      dataSource={changes}
      pagination={false}
      scroll={{ x: 900 }}
      onRow={(change) => ({ className: page.clickable, onClick: () => onOpen(change) })}
    />
  );
}
