import type { Catalog, Condition } from '@tagloom/contracts';
import { Alert, Button } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConditionRows } from '@/platform/ui/condition-rows';
import { conditionToFilter, EMPTY_FILTER, filterToCondition, type Filter } from '@/platform/ui/filter-rows';
import styles from './customers-page.module.css';

const SOURCES = ['tag', 'profile', 'metric', 'rfm'] as const;
/** Ms after the last edit: somebody who types searches once, for what they mean. */
const REST = 250;

interface CustomerFilterProps {
  catalog: Catalog;
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
}

/** The filter being edited, with its incomplete rows; once it rests, the complete ones go up as a condition. */
export function CustomerFilter({ catalog, condition, onChange }: CustomerFilterProps) {
  const { t } = useTranslation('customers');
  const { filter, change } = useFilter(condition, onChange);
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
          needs="read"
          extra={filter.rows.length > 0 && clear}
        />
      ) : (
        <Alert type="info" showIcon title={t('too_deep')} action={clear} />
      )}
    </div>
  );
}

function useFilter(condition: Condition | undefined, onChange: CustomerFilterProps['onChange']) {
  const [filter, setFilter] = useState<Filter | undefined>(() => conditionToFilter(condition));
  /** Edited and not yet sent. */
  const [waiting, setWaiting] = useState<Filter>();
  /** What the address holds as far as this filter knows: what it sent last, or found. */
  const [known, setKnown] = useState(condition);
  const [seen, setSeen] = useState(condition);
  if (!isSame(seen, condition)) {
    setSeen(condition);
    // Another condition than the one sent: the address changed by another way, such as a link or the back button.
    if (!isSame(known, condition)) {
      setKnown(condition);
      setWaiting(undefined);
      setFilter(conditionToFilter(condition));
    }
  }
  const send = useEffectEvent((edited: Filter) => {
    const next = filterToCondition(edited);
    setWaiting(undefined);
    setKnown(next);
    onChange(next);
  });
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => send(waiting), REST);
    return () => clearTimeout(timer);
  }, [waiting]);
  const change = (next: Filter) => {
    setFilter(next);
    setWaiting(next);
  };
  return { filter, change };
}

const isSame = (one: Condition | undefined, other: Condition | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
