import type { FactDefinition } from '@tagloom/contracts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useLocale } from '@/platform/i18n/use-locale';
import { valueText } from './value-text';

/** {@link valueText} in the language of the page. */
export function useValueText(): (value: unknown, fact?: Pick<FactDefinition, 'options' | 'unit' | 'type'>) => string {
  const locale = useLocale();
  return useCallback((value, fact) => valueText(value, fact, locale), [locale]);
}

/** «1 day», «7 days», for comparisons that count days from today. */
export function useDaysText(): (days: unknown) => string {
  const { t } = useTranslation('ui');
  const { number } = useFormat();
  return (days) =>
    typeof days === 'number'
      ? t('days_counted', { count: days, number: number(days) })
      : `${String(days)} ${t('days')}`;
}
