import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';

/** A department by its name; null is headquarters, and one that the reader does not know of stays unnamed. */
export function useDepartmentName(): (id: string | null) => string {
  const { t } = useTranslation('ui');
  const { departments } = useCatalog();
  return (id) => {
    if (id === null) return t('headquarters');
    return departments?.find((department) => department.id === id)?.name ?? t('other_department');
  };
}
