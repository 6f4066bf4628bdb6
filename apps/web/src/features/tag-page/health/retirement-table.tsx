import { Link } from '@tanstack/react-router';
import type { LocalizedText, TagHealth } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { Table, type TableProps } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { includesLevel } from '@/platform/sharing';
import { EmptyState } from '@/platform/ui/empty-state';
import page from '@/platform/ui/page.module.css';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';

export interface DeleteButton {
  tag: { id: string; name: LocalizedText };
  onDeleted: () => void;
}

interface RetirementTableProps {
  tags: TagHealth[];
  DeleteButton: ComponentType<DeleteButton>;
}

/** The tags with why they may go; those who own them can let them go here. */
export function RetirementTable({ tags, DeleteButton }: RetirementTableProps) {
  const { t } = useTranslation('tagPage');
  const format = useFormat();
  const can = useCan();
  const taxonomy = useQuery(taxonomyQuery);
  const mayDelete = (id: string): boolean => {
    const tag = taxonomy.data?.tags.find((known) => known.id === id);
    return tag !== undefined && includesLevel(tag.level, 'edit') && can('delete', 'Tag');
  };
  const columns: TableProps<TagHealth>['columns'] = [
    {
      title: t('tag'),
      width: 220,
      render: (_, { id, name }) => (
        <Link to="/tags/$id" params={{ id }}>
          {format.localized(name)}
        </Link>
      ),
    },
    {
      title: t('why'),
      render: (_, { retirement }) => retirement.map((reason) => t(`retirement_${reason}`)).join(t('comma')),
    },
    {
      title: t('customers'),
      width: 96,
      align: 'right',
      render: (_, { customers }) => (customers === null ? '—' : format.number(customers)),
    },
    {
      title: t('last_change'),
      width: 136,
      align: 'right',
      render: (_, { lastChangeAt }) => (lastChangeAt ? format.day(lastChangeAt) : '—'),
    },
    {
      key: 'actions',
      width: 96,
      align: 'right',
      render: (_, tag) => mayDelete(tag.id) && <DeleteButton tag={tag} onDeleted={() => undefined} />,
    },
  ];
  if (tags.length === 0) return <EmptyState title={t('retirement_none')} hint={t('retirement_none_hint')} />;
  return (
    <Table<TagHealth>
      className={page.wide}
      rowKey="id"
      columns={columns}
      dataSource={tags}
      pagination={false}
      scroll={{ x: 640 }}
    />
  );
}
