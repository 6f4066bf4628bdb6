import type { FactDefinition } from '@tagloom/contracts';
import { useCallback } from 'react';
import { useLocale } from '@/platform/i18n/use-locale';
import { valueText } from './value-text';

/** {@link valueText} in the language of the page. */
export function useValueText(): (value: unknown, fact?: Pick<FactDefinition, 'options' | 'unit' | 'type'>) => string {
  const locale = useLocale();
  return useCallback((value, fact) => valueText(value, fact, locale), [locale]);
}
