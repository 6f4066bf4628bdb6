import type { TagGroup } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { useDepartmentName } from '@/platform/shared/use-department-name';
import type { TagField } from './tag-form-values';

/** A field of the form and what it holds, in words. */
export function useFieldText(groups: readonly TagGroup[]) {
  const { t } = useTranslation(['tags', 'ui', 'common']);
  const format = useFormat();
  const { users } = useCatalog();
  const departmentName = useDepartmentName();
  const label = (field: TagField): string => {
    if (field === 'zh') return t('ui:name_zh');
    if (field === 'en') return t('ui:name_en');
    return t(`field_${field}`);
  };
  const value = (field: TagField, held: unknown): string => {
    if (field === 'ownerDepartmentId') return departmentName(typeof held === 'string' && held !== '' ? held : null);
    if (Array.isArray(held)) return held.length > 0 ? held.join(' · ') : t('common:none');
    if (held === undefined || held === null || held === '') return t('common:none');
    if (field === 'groupId') {
      const group = groups.find(({ id }) => id === held);
      return group ? format.localized(group.name) : t('unknown_group');
    }
    if (field === 'stewardId') return users?.find(({ id }) => id === held)?.name ?? t('common:unknown');
    if (field === 'scope') return t(`scope_${held as 'enterprise'}`);
    if (field === 'sensitivity') return t(`sensitivity_${held as 'public'}`);
    if (field === 'validityDays')
      return t('ui:days_counted', { count: held as number, number: format.number(held as number) });
    return String(held);
  };
  return { label, value };
}
