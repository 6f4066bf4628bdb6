import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Catalog, CustomerListItem, CustomerSort } from '@tagloom/contracts';
import { Table, type TableProps } from 'antd';
import type { SortOrder } from 'antd/es/table/interface';
import { useTranslation } from 'react-i18next';
import { useFieldLevel } from '@/platform/fields';
import { useFormat } from '@/platform/format';
import { Mark } from '@/platform/ui/mark';
import { TagChip } from '@/platform/ui/tag-chip';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { useValueText } from '@/platform/ui/use-value-text';
import type { Selection } from './bulk/use-selection';
import { useCustomerName } from './customer-name';
import styles from './customers-page.module.css';

const METRIC_COLUMNS = 4;
const MOST_FIRST: SortOrder[] = ['descend', 'ascend'];

interface CustomersTableProps {
  catalog: Catalog;
  items: CustomerListItem[];
  sort: CustomerSort | undefined;
  onSort: (sort: CustomerSort | undefined) => void;
  loading: boolean;
  /** Absent for those who do not tag. */
  selection?: Selection;
}

export function CustomersTable({ catalog, items, sort, onSort, loading, selection }: CustomersTableProps) {
  const navigate = useNavigate();
  const { t } = useTranslation('customers');
  const nameOf = useCustomerName();
  const columns = useColumns(catalog, sort);
  const change: TableProps<CustomerListItem>['onChange'] = (_page, _filters, sorter) => {
    const { columnKey, order } = Array.isArray(sorter) ? sorter[0]! : sorter;
    onSort(order ? { by: String(columnKey), direction: order === 'ascend' ? 'asc' : 'desc' } : undefined);
  };
  return (
    <Table<CustomerListItem>
      rowKey="id"
      columns={columns}
      rowSelection={
        selection && {
          // with the shift key, all from the one before
          selectedRowKeys: selection.everyone ? items.map(({ id }) => id) : [...selection.ids],
          preserveSelectedRowKeys: true,
          onChange: (keys) => selection.select(keys.map(String)),
          getCheckboxProps: (customer) => ({ 'aria-label': t('bulk_select_one', { name: nameOf(customer) }) }),
          getTitleCheckboxProps: () => ({ 'aria-label': t('bulk_select_page') }),
          // beside the box is not the customer's page
          onCell: () => ({ onClick: (event) => event.stopPropagation() }),
        }
      }
      dataSource={items}
      pagination={false}
      showSorterTooltip={false}
      loading={{ spinning: loading, delay: 300 }}
      scroll={{ x: 'max-content' }}
      onChange={change}
      onRow={({ id }) => ({
        className: styles.row,
        onClick: () => void navigate({ to: '/customers/$id', params: { id } }),
      })}
    />
  );
}

function useColumns(catalog: Catalog, sort: CustomerSort | undefined): TableProps<CustomerListItem>['columns'] {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const nameOf = useCustomerName();
  const valueText = useValueText();
  const tagById = new Map(useQuery(taxonomyQuery).data?.tags.map((tag) => [tag.id, tag]));
  const orderOf = (by: string) =>
    sort?.by !== by ? null : sort.direction === 'asc' ? ('ascend' as const) : ('descend' as const);
  const levelOf = useFieldLevel();
  const sortable = (key: string) => ({ key, sorter: levelOf(key) === 'shown', sortOrder: orderOf(key) });
  const metrics = catalog.facts.filter(({ source }) => source === 'metric').slice(0, METRIC_COLUMNS);
  return [
    {
      ...sortable('profile.name'),
      title: t('name'),
      render: (_, customer) => (
        <span className={styles.name}>
          <Link to="/customers/$id" params={{ id: customer.id }} onClick={(event) => event.stopPropagation()}>
            {nameOf(customer)}
          </Link>
          {customer.invented && <Mark>{t('invented')}</Mark>}
        </span>
      ),
    },
    { ...sortable('profile.city'), title: t('city'), render: (_, { profile }) => profile.city ?? '' },
    {
      key: 'tags',
      title: t('tags'),
      render: (_, { tags }) => (
        <span className={styles.tags}>
          {tags.map(({ tagId, value, masked }) => {
            const tag = tagById.get(tagId);
            return tag && <TagChip key={tagId} tag={tag} value={value} masked={masked} />;
          })}
        </span>
      ),
    },
    ...metrics.map((fact) => ({
      ...sortable(fact.name),
      sortDirections: MOST_FIRST,
      title: format.localized(fact.label),
      align: fact.type === 'number' ? ('right' as const) : ('left' as const),
      render: (_: unknown, { metrics: values }: CustomerListItem) => (
        <span className={fact.type === 'number' ? styles.number : undefined}>
          {valueText(values[fact.name.slice('metric.'.length)], fact)}
        </span>
      ),
    })),
    {
      ...sortable('lastSeenAt'),
      sortDirections: MOST_FIRST,
      title: t('last_seen'),
      align: 'right',
      render: (_, { lastSeenAt }) => <span className={styles.number}>{lastSeenAt ? format.ago(lastSeenAt) : ''}</span>,
    },
  ];
}
