import type { Locale } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';

export function useLocale(): Locale {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh-CN';
}
