import { Button } from 'antd';
import { Tags, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './bulk.module.css';
import type { Selection } from './use-selection';

interface SelectionBarProps {
  selection: Selection;
  /** Of the page that is looked at. */
  pageIds: readonly string[];
  /** Who match the filter. */
  total: number;
  onTag: (stance: 'assert' | 'forbid') => void;
}

/** How many are selected, and what can be done with them. */
export function SelectionBar({ selection, pageIds, total, onTag }: SelectionBarProps) {
  const { t } = useTranslation('customers');
  const { number } = useFormat();
  const count = selection.everyone ? total : selection.ids.length;
  const hasPage = pageIds.every((id) => selection.ids.includes(id));
  return (
    <section className={styles.bar} aria-label={t('bulk_bar')} data-testid="selection-bar">
      <span role="status" className={styles.count}>
        {t(selection.everyone ? 'bulk_everyone' : 'bulk_selected', { count, number: number(count) })}
      </span>
      {!selection.everyone && hasPage && total > selection.ids.length && (
        <Button type="link" onClick={selection.selectEveryone} data-testid="select-everyone">
          {t('bulk_select_everyone', { count: total, number: number(total) })}
        </Button>
      )}
      <span className={styles.actions}>
        <Button icon={<Tags size={14} aria-hidden />} type="primary" onClick={() => onTag('assert')}>
          {t('bulk_assert')}
        </Button>
        <Button onClick={() => onTag('forbid')}>{t('bulk_forbid')}</Button>
        <Button type="text" icon={<X size={14} aria-hidden />} onClick={selection.clear}>
          {t('bulk_clear')}
        </Button>
      </span>
    </section>
  );
}
