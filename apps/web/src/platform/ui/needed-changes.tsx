import type { Catalog, FlipSet, NeededChange } from '@tagloom/contracts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useValueText } from './use-value-text';

const THRESHOLDS = new Set(['greaterThan', 'greaterThanInclusive', 'lessThan', 'lessThanInclusive', 'between']);

/** «Orders in 90 days» from 2 to at least 3. */
export function useNeededText(catalog: Catalog): (change: NeededChange) => string {
  const { t } = useTranslation('ui');
  const { localized } = useFormat();
  const valueText = useValueText();
  return useCallback(
    ({ fact: name, operator, actual, needed }) => {
      const fact = catalog.facts.find((known) => known.name === name);
      const to = valueText(needed, fact);
      const words = {
        name: fact ? localized(fact.label) : name,
        from: valueText(actual, fact) || t('missing'),
        to: to || (needed === null ? t('missing') : t('needed_empty')),
      };
      if (typeof needed !== 'number' || !THRESHOLDS.has(operator)) return t('needed_value', words);
      return t(typeof actual === 'number' && needed < actual ? 'needed_at_most' : 'needed_at_least', words);
    },
    [catalog, t, localized, valueText],
  );
}

/** The changes of one set; all of them together flip the result. */
export function NeededChanges({ flip, catalog }: { flip: FlipSet; catalog: Catalog }) {
  const text = useNeededText(catalog);
  const { t } = useTranslation('ui');
  const [first] = flip.changes;
  if (flip.changes.length === 1 && first) return <span>{text(first)}</span>;
  return (
    <div>
      {t('needed_together', { count: flip.changes.length })}
      <ul>
        {flip.changes.map((change) => (
          <li key={change.fact}>{text(change)}</li>
        ))}
      </ul>
    </div>
  );
}
