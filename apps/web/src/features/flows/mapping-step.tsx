import type { ImportItem, ImportPlanResponse } from '@tagloom/contracts';
import { Select, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { choicesFor, idOf, type Choice, type Choices } from './import-mapping';

interface MappingStepProps {
  plan: ImportPlanResponse;
  choices: Choices;
  onChoose: (id: string, choice: Choice) => void;
}

/** What the bundle needs: for each thing whether to use what is here or to create it. */
export function MappingStep({ plan, choices, onChoose }: MappingStepProps) {
  const { t } = useTranslation('flows');
  const { localized } = useFormat();
  const labelOf = (item: ImportItem, choice: Choice): string => {
    if (choice === 'none') return t('map_none');
    const key = choice.slice(choice.indexOf(':') + 1);
    if (choice.startsWith('create:')) return key === item.key ? t('map_create') : t('map_create_as', { key });
    const known = item.candidates.find((candidate) => candidate.key === key);
    const name = known ? localized(known.name) : localized(item.name);
    return item.status === 'same' && key === item.key ? t('map_same') : t('map_use', { name });
  };
  const columns: TableProps<ImportItem>['columns'] = [
    {
      title: t('map_item'),
      render: (_, { kind, name }) => (
        <>
          <span className={page.note}>{t(`map_kind_${kind}`)}</span>
          <div className={page.name}>{localized(name)}</div>
        </>
      ),
    },
    {
      title: t('map_status'),
      render: (_, { status, reason }) => (
        <>
          <Mark tone={status === 'same' ? 'pass' : undefined}>{t(`map_status_${status}`)}</Mark>
          {reason && <div className={page.note}>{localized(reason)}</div>}
        </>
      ),
    },
    {
      title: t('map_choice'),
      width: 240,
      render: (_, item) => (
        <Select<Choice>
          style={{ width: '100%' }}
          popupMatchSelectWidth={false}
          aria-label={`${t('map_choice')} ${localized(item.name)}`}
          value={choices[idOf(item)]}
          options={choicesFor(item).map((choice) => ({ value: choice, label: labelOf(item, choice) }))}
          onChange={(choice) => onChoose(idOf(item), choice)}
        />
      ),
    },
  ];
  if (plan.items.length === 0) return <EmptyState title={t('map_nothing')} />;
  return (
    <Table<ImportItem>
      rowKey={idOf}
      columns={columns}
      dataSource={plan.items}
      pagination={false}
      size="small"
      scroll={{ y: 360 }}
      data-testid="import-mapping"
    />
  );
}
