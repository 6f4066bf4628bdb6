import type { FactDefinition } from '@tagloom/contracts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/use-locale';
import { valueText } from './value-text';

/** {@link valueText} in the language of the page. */
export function useValueText(): (value: unknown, fact?: Pick<FactDefinition, 'options' | 'unit' | 'type'>) => string {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  return useCallback((value, fact) => valueText(value, fact, { locale, yes: t('yes'), no: t('no') }), [locale, t]);
}
