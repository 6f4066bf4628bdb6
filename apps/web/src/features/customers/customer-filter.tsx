import type { Catalog, Condition } from '@tagloom/contracts';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConditionRows } from '@/platform/ui/condition-rows';
import { conditionToFilter, EMPTY_FILTER, filterToCondition, type Filter } from '@/platform/ui/filter-rows';
import styles from './customers-page.module.css';

const SOURCES = ['tag', 'profile', 'metric'] as const;

interface CustomerFilterProps {
  catalog: Catalog;
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
}

/** The filter being edited, with its incomplete rows; the complete ones go up as a condition. */
export function CustomerFilter({ catalog, condition, onChange }: CustomerFilterProps) {
  const { t } = useTranslation('customers');
  const [filter, setFilter] = useState<Filter | undefined>(() => conditionToFilter(condition));
  const [seen, setSeen] = useState(condition);
  if (!isSame(seen, condition)) {
    setSeen(condition);
    // The address changed by another way, such as a link or the back button.
    if (!filter || !isSame(filterToCondition(filter), condition)) setFilter(conditionToFilter(condition));
  }
  const change = (next: Filter) => {
    setFilter(next);
    onChange(filterToCondition(next));
  };
  const clear = (
    <Button type="text" onClick={() => change(EMPTY_FILTER)}>
      {t('clear')}
    </Button>
  );
  return (
    <div className={styles.filter} data-testid="customer-filter">
      {filter ? (
        <ConditionRows
          catalog={catalog}
          value={filter}
          onChange={change}
          sources={SOURCES}
          extra={filter.rows.length > 0 && clear}
        />
      ) : (
        <Alert type="info" showIcon title={t('too_deep')} action={clear} />
      )}
    </div>
  );
}

const isSame = (one: Condition | undefined, other: Condition | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
