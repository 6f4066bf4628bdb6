import { useTranslation } from 'react-i18next';

/** Where in the form something is: `values.3`, `examples.positive.0`, `name.en`. */
export function usePathText(): (path: string) => string {
  const { t } = useTranslation(['tags', 'ui']);
  return (path) => {
    const [field, part, index] = path.split('.');
    if (field === 'name') return part === 'en' ? t('ui:name_en') : t('ui:name_zh');
    if (field === 'values') return t('nth_value', { at: Number(part ?? 0) + 1 });
    if (field === 'examples') {
      const at = Number(index ?? 0) + 1;
      return part === 'negative' ? t('nth_negative', { at }) : t('nth_positive', { at });
    }
    return field === 'purpose' ? t('purpose') : t('meaning');
  };
}
