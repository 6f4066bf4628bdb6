import type { LocalizedText, TagVersionField } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

/** What a field of a definition held, in words. */
export function useChangeText(): (field: TagVersionField, value: unknown) => string {
  const { t } = useTranslation(['tagPage', 'ui', 'common']);
  const format = useFormat();
  const lines = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
  return (field, value) => {
    if (field === 'ownerDepartment' && value === null) return t('ui:headquarters');
    if (value === null || value === undefined || value === '') return t('common:none');
    if (field === 'name') {
      const { 'zh-CN': zh, en } = value as LocalizedText;
      return en ? `${zh} / ${en}` : zh;
    }
    if (field === 'examples') {
      const { positive, negative } = value as { positive?: unknown; negative?: unknown };
      const told = [...lines(positive).map((line) => `✓ ${line}`), ...lines(negative).map((line) => `✕ ${line}`)];
      return told.join(' · ') || t('common:none');
    }
    if (Array.isArray(value)) return lines(value).join(' · ') || t('common:none');
    if (field === 'steward' || field === 'ownerDepartment' || field === 'group') {
      const { name } = value as { name: string | LocalizedText };
      return (typeof name === 'string' ? name : format.localized(name)) || t('common:unknown');
    }
    if (field === 'scope') return t(`scope_${value as 'enterprise'}`);
    if (field === 'sensitivity') return t(`sensitivity_${value as 'public'}`);
    if (field === 'kind') return t(`kind_${value as 'flag'}`);
    if (field === 'category') return t(`common:category_${value as 'basic'}`);
    if (field === 'validityDays')
      return t('ui:days_counted', { count: value as number, number: format.number(value as number) });
    return String(value);
  };
}
