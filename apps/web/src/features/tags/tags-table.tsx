import { Link } from '@tanstack/react-router';
import type { Tag } from '@tagloom/contracts';
import { Button, Table, type TableProps } from 'antd';
import { Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import { hasTag } from '@/platform/ui/has-tag';
import { useDeleteTag } from './use-delete-tag';

interface TagsTableProps {
  tags: Tag[];
  /** Only the first table of a category says what the columns are. */
  showHeader: boolean;
  onEdit: (tag: Tag) => void;
}

export function TagsTable({ tags, showHeader, onEdit }: TagsTableProps) {
  const { t } = useTranslation('tags');
  const format = useFormat();
  const can = useCan();
  const remove = useDeleteTag();
  const columns: TableProps<Tag>['columns'] = [
    { title: t('name'), width: 220, render: (_, tag) => <TagChip tag={tag} /> },
    { title: t('meaning'), dataIndex: 'meaning' },
    {
      title: t('kind'),
      width: 240,
      render: (_, { kind, values }) => (
        <>
          {t(`kind_${kind}`)}
          {values.length > 0 && <div className={page.note}>{values.join(' · ')}</div>}
        </>
      ),
    },
    {
      title: t('customers'),
      width: 110,
      align: 'right',
      render: (_, tag) =>
        tag.customers === null ? (
          <span className={page.note} title={t('customers_hidden')}>
            —
          </span>
        ) : (
          <Link
            to="/customers"
            search={{ filter: hasTag(tag) }}
            aria-label={t('show_customers', { name: format.localized(tag.name) })}
          >
            {format.number(tag.customers)}
          </Link>
        ),
    },
    {
      key: 'actions',
      width: 88,
      render: (_, tag) => (
        <span className={page.nowrap}>
          {can('update', 'Tag') && (
            <Button
              type="text"
              icon={<Pencil size={14} />}
              aria-label={t('edit')}
              title={t('edit')}
              onClick={() => onEdit(tag)}
            />
          )}
          {can('delete', 'Tag') && (
            <Button
              type="text"
              icon={<Trash2 size={14} />}
              aria-label={t('delete')}
              title={t('delete')}
              onClick={() => remove(tag)}
            />
          )}
        </span>
      ),
    },
  ];
  return (
    <Table<Tag>
      rowKey="id"
      columns={columns}
      dataSource={tags}
      pagination={false}
      showHeader={showHeader}
      scroll={{ x: 800 }}
    />
  );
}
