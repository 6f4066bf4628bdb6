import type { Catalog } from '@tagloom/contracts';
import { Button, DatePicker, Input, Table, type TableColumnsType, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import page from '@/platform/ui/page.module.css';
import { GoldenCell } from './golden-cell';
import { GoldenResult, GoldenWhy } from './golden-result';
import type { GoldenRow } from './golden-rows';
import type { GoldenDesk } from './use-golden-desk';

interface GoldenGridProps {
  desk: GoldenDesk;
  catalog: Catalog;
  canEdit: boolean;
}

/** Cases are rows, facts are columns; below a failing case is why. */
export function GoldenGrid({ desk, catalog, canEdit }: GoldenGridProps) {
  const { t } = useTranslation('golden');
  const columns = useColumns(desk, canEdit);
  return (
    <Table<GoldenRow>
      rowKey="key"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={columns}
      dataSource={desk.rows}
      data-testid="golden-table"
      locale={{ emptyText: <EmptyState title={t('empty')} hint={t('empty_hint')} /> }}
      expandable={{
        rowExpandable: ({ key }) => (desk.outcomes.get(key)?.traces.length ?? 0) > 0,
        expandedRowRender: ({ key }) => {
          const outcome = desk.outcomes.get(key);
          return outcome && <GoldenWhy outcome={outcome} catalog={catalog} />;
        },
      }}
    />
  );
}

function useColumns(desk: GoldenDesk, canEdit: boolean): TableColumnsType<GoldenRow> {
  const { t } = useTranslation('golden');
  const { localized } = useFormat();
  const isWrong = (row: GoldenRow, column: string) => desk.wrongOf(row.key).includes(column);
  return [
    {
      title: t('name'),
      width: 160,
      fixed: 'start',
      render: (_, row) => (
        <Input
          value={row.name}
          maxLength={120}
          disabled={!canEdit}
          status={isWrong(row, 'name') ? 'error' : undefined}
          aria-label={t('name')}
          onChange={({ target }) => desk.edit(row.key, { name: target.value })}
        />
      ),
    },
    {
      title: <Tooltip title={t('now_hint')}>{t('now')}</Tooltip>,
      width: 190,
      render: (_, row) => (
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          needConfirm={false}
          value={row.now === null ? null : dayjs(row.now)}
          disabled={!canEdit}
          placeholder={t('now_empty')}
          aria-label={t('now')}
          onChange={(value) => desk.edit(row.key, { now: value ? value.toISOString() : null })}
        />
      ),
    },
    ...desk.facts.map((fact) => ({
      key: fact.name,
      width: 150,
      title: (
        <Tooltip title={fact.name}>
          {localized(fact.label)} {!fact.isRead && <span className={page.note}>{t('unread')}</span>}
        </Tooltip>
      ),
      render: (_: unknown, row: GoldenRow) => (
        <GoldenCell
          fact={fact}
          value={row.facts[fact.name] ?? ''}
          isWrong={isWrong(row, fact.name)}
          disabled={!canEdit}
          onChange={(value) => desk.edit(row.key, { facts: { ...row.facts, [fact.name]: value } })}
        />
      ),
    })),
    ...(['has', 'expected'] as const).map((column) => ({
      key: column,
      title: <Tooltip title={t(`${column}_hint`)}>{t(column)}</Tooltip>,
      width: column === 'has' ? 140 : 200,
      render: (_: unknown, row: GoldenRow) => (
        <Input
          value={row[column]}
          disabled={!canEdit}
          status={isWrong(row, column) ? 'error' : undefined}
          aria-label={t(column)}
          aria-invalid={isWrong(row, column)}
          placeholder={t(column === 'has' ? 'has_example' : 'expected_example')}
          onChange={({ target: { value } }) =>
            desk.edit(row.key, column === 'has' ? { has: value } : { expected: value })
          }
        />
      ),
    })),
    { title: t('result'), width: 200, render: (_, { key }) => <GoldenResult outcome={desk.outcomes.get(key)} /> },
    {
      width: 48,
      hidden: !canEdit,
      render: (_, { key }) => (
        <Button type="text" icon={<Trash2 size={16} />} aria-label={t('remove')} onClick={() => desk.remove(key)} />
      ),
    },
  ];
}
