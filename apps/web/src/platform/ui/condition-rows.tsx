import type { Catalog, FactSource, ShareLevel } from '@tagloom/contracts';
import { Button, Segmented } from 'antd';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './condition-rows.module.css';
import { FactPicker } from './fact-picker';
import { firstComparison, valueForOperator } from './fact-values';
import { isRowComplete, newRow, type Filter, type FilterRow } from './filter-rows';
import { OperatorSelect } from './operator-select';
import { ValueInput } from './value-input';

export interface ConditionRowsProps {
  catalog: Catalog;
  value: Filter;
  onChange: (filter: Filter) => void;
  sources?: readonly FactSource[];
  /** What is going to be done with tags. */
  needs?: ShareLevel;
  /** Beside the button that adds a row. */
  extra?: ReactNode;
}

/** A flat condition, a comparison a line, joined by «all» or «any». */
export function ConditionRows({ catalog, value, onChange, sources, needs, extra }: ConditionRowsProps) {
  const { t } = useTranslation('ui');
  const { match, rows } = value;
  const replace = (next: FilterRow) => onChange({ match, rows: rows.map((row) => (row.id === next.id ? next : row)) });
  return (
    <div className={styles.rows}>
      {rows.length > 1 && (
        <Segmented
          aria-label={t('trace_condition')}
          options={[
            { value: 'all', label: t('match_all') },
            { value: 'any', label: t('match_any') },
          ]}
          value={match}
          onChange={(next) => onChange({ match: next as Filter['match'], rows })}
        />
      )}
      {rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          catalog={catalog}
          sources={sources}
          needs={needs}
          onChange={replace}
          onRemove={() => onChange({ match, rows: rows.filter(({ id }) => id !== row.id) })}
        />
      ))}
      <div className={styles.foot}>
        <Button icon={<Plus size={14} />} onClick={() => onChange({ match, rows: [...rows, newRow()] })}>
          {t('add_row')}
        </Button>
        {extra}
      </div>
    </div>
  );
}

interface RowProps extends Pick<ConditionRowsProps, 'catalog' | 'sources' | 'needs'> {
  row: FilterRow;
  onChange: (row: FilterRow) => void;
  onRemove: () => void;
}

function Row({ row, catalog, sources, needs, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('ui');
  const fact = catalog.facts.find(({ name }) => name === row.fact);
  return (
    <div className={styles.row} data-testid="condition-row">
      <FactPicker
        catalog={catalog}
        sources={sources}
        needs={needs}
        value={row.fact}
        onChange={(name) => {
          const next = catalog.facts.find((known) => known.name === name);
          if (next) onChange({ id: row.id, fact: name, ...firstComparison(next) });
        }}
      />
      <OperatorSelect
        fact={fact}
        value={row.operator}
        onChange={(operator) =>
          onChange({ ...row, operator, value: fact && valueForOperator(fact, operator, row.operator, row.value) })
        }
      />
      <div className={styles.value}>
        <ValueInput
          fact={fact}
          operator={row.operator}
          value={row.value}
          onChange={(value) => onChange({ ...row, value })}
        />
      </div>
      <Button type="text" icon={<X size={14} />} aria-label={t('remove_row')} onClick={onRemove} />
      {!isRowComplete(row) && <span className={styles.note}>{t('incomplete_row')}</span>}
    </div>
  );
}
