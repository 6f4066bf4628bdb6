import { Link } from '@tanstack/react-router';
import type { LocalizedText, TagHealth } from '@tagloom/contracts';
import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { pairsOf, type Pair } from './pairs';

/** Pairs of tags that nearly the same customers have: candidates for becoming one. */
export function OverlapTable({ tags }: { tags: readonly TagHealth[] }) {
  const { t } = useTranslation('tagPage');
  const format = useFormat();
  const pairs = pairsOf(tags);
  const link = ({ id, name }: { id: string; name: LocalizedText }) => (
    <Link to="/tags/$id" params={{ id }}>
      {format.localized(name)}
    </Link>
  );
  const columns: TableProps<Pair>['columns'] = [
    { title: t('tag'), render: (_, { one }) => link(one) },
    { title: t('other_tag'), render: (_, { other }) => link(other) },
    { title: t('alike'), width: 120, align: 'right', render: (_, { jaccard }) => format.percent(jaccard) },
  ];
  if (pairs.length === 0) return <EmptyState title={t('overlaps_none')} />;
  return (
    <Table<Pair>
      rowKey={({ one, other }) => `${one.id} ${other.id}`}
      columns={columns}
      dataSource={pairs}
      pagination={false}
      scroll={{ x: 480 }}
    />
  );
}
