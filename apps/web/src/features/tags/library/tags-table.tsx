import { Link } from '@tanstack/react-router';
import type { Tag } from '@tagloom/contracts';
import { Button, Table, type TableProps } from 'antd';
import { Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { useDepartmentName } from '@/platform/shared/use-department-name';
import { AskLink, includesLevel, LevelMark } from '@/platform/sharing';
import { hasTag } from '@/platform/ui/has-tag';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import { useDeleteTag } from '../use-delete-tag';
import type { LibraryRow } from './library-model';
import styles from './library.module.css';
import { TagWarnings } from './tag-warnings';

interface TagsTableProps {
  rows: LibraryRow[];
  /** The groups around a tag say something only where there is more than one. */
  showGroups: boolean;
  empty: ReactNode;
  onEdit: (tag: Tag) => void;
}

/** Tags of a branch: what they say, whose they are, and how they are doing. */
export function TagsTable({ rows, showGroups, empty, onEdit }: TagsTableProps) {
  const { t } = useTranslation('tags');
  const format = useFormat();
  const can = useCan();
  const departmentName = useDepartmentName();
  const remove = useDeleteTag();
  const columns: TableProps<LibraryRow>['columns'] = [
    { title: t('name'), width: 172, render: (_, row) => <NameCell row={row} showGroups={showGroups} /> },
    { title: t('meaning'), width: 208, render: (_, row) => <MeaningCell row={row} /> },
    {
      title: t('owner'),
      width: 124,
      render: (_, { tag }) => (
        <>
          {departmentName(tag.ownerDepartmentId)}
          <div className={page.note}>{t(`scope_${tag.scope}`)}</div>
        </>
      ),
    },
    {
      title: t('level'),
      width: 112,
      render: (_, { tag }) => (
        <>
          <LevelMark level={tag.level} />
          <AskLink tag={tag} />
        </>
      ),
    },
    {
      title: t('customers'),
      width: 100,
      align: 'right',
      render: (_, { tag }) => <Customers tag={tag} />,
    },
    {
      title: t('flows'),
      width: 56,
      align: 'right',
      render: (_, { health }) => (health ? format.number(health.flows) : <Unknown />),
    },
    {
      title: t('last_change'),
      width: 100,
      align: 'right',
      render: (_, { health }) =>
        health?.lastChangeAt ? <span className={page.nowrap}>{format.day(health.lastChangeAt)}</span> : <Unknown />,
    },
    {
      key: 'actions',
      width: 80,
      fixed: 'right',
      render: (_, { tag }) =>
        includesLevel(tag.level, 'edit') && (
          <span className={page.nowrap}>
            {can('update', 'Tag') && (
              <Button
                type="text"
                icon={<Pencil size={14} />}
                aria-label={t('edit_title', { name: format.localized(tag.name) })}
                title={t('edit')}
                onClick={() => onEdit(tag)}
              />
            )}
            {can('delete', 'Tag') && (
              <Button
                type="text"
                icon={<Trash2 size={14} />}
                aria-label={t('delete_named', { name: format.localized(tag.name) })}
                title={t('delete')}
                onClick={() => remove(tag)}
              />
            )}
          </span>
        ),
    },
  ];
  return (
    <Table<LibraryRow>
      rowKey={({ tag }) => tag.id}
      columns={columns}
      dataSource={rows}
      locale={{ emptyText: empty }}
      pagination={rows.length > 50 && { pageSize: 50, showSizeChanger: false }}
      scroll={{ x: 924 }}
      data-testid="tag-table"
    />
  );
}

function NameCell({ row, showGroups }: { row: LibraryRow; showGroups: boolean }) {
  const { t } = useTranslation('tags');
  const { localized } = useFormat();
  const { tag, path } = row;
  const isDelicate = tag.sensitivity === 'sensitive' || tag.sensitivity === 'restricted';
  return (
    <div className={styles.nameCell}>
      <span className={styles.marks}>
        <Link to="/tags/$id" params={{ id: tag.id }} className={styles.chipLink} data-testid={`tag-${tag.key}`}>
          <TagChip tag={tag} />
        </Link>
        {isDelicate && <Mark>{t(`sensitivity_${tag.sensitivity}`)}</Mark>}
      </span>
      {tag.localName && <span className={page.note}>{t('called', { name: localized(tag.localName.name) })}</span>}
      {showGroups && path.length > 0 && (
        <span className={page.note}>{path.map(({ name }) => localized(name)).join(' / ')}</span>
      )}
    </div>
  );
}

function MeaningCell({ row }: { row: LibraryRow }) {
  const { t } = useTranslation('tags');
  const { meaning, kind, values } = row.tag;
  return (
    <div className={styles.nameCell}>
      {meaning !== '' && (
        <span className={styles.meaning} title={meaning}>
          {meaning}
        </span>
      )}
      <span className={`${page.note} ${styles.meaning}`}>
        {values.length > 0
          ? t('kind_with_values', { kind: t(`kind_${kind}`), values: values.join(' · ') })
          : t(`kind_${kind}`)}
      </span>
      <TagWarnings row={row} />
    </div>
  );
}

function Customers({ tag }: { tag: Tag }) {
  const { t } = useTranslation('tags');
  const format = useFormat();
  if (tag.customers === null) return <Unknown title={t('customers_hidden')} />;
  if (!includesLevel(tag.level, 'read')) return format.number(tag.customers);
  return (
    <Link
      to="/customers"
      search={{ filter: hasTag(tag) }}
      aria-label={t('show_customers', { name: format.localized(tag.name) })}
    >
      {format.number(tag.customers)}
    </Link>
  );
}

function Unknown({ title }: { title?: string }) {
  return (
    <span className={page.note} title={title}>
      —
    </span>
  );
}
