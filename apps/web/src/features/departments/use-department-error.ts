import { DEPARTMENT_USES, type Department, type DepartmentUse } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { ApiError, useErrorText } from '@/platform/api';
import { useLocale } from '@/platform/i18n/use-locale';

/** Why a department could not be changed or deleted, with what stands in the way. */
export function useDepartmentError(departments: readonly Department[]): (error: unknown, name: string) => string {
  const { t } = useTranslation('departments');
  const errorText = useErrorText();
  const locale = useLocale();
  return (error, name) => {
    if (!(error instanceof ApiError)) return errorText(error);
    if (error.code === 'department_in_use') {
      const uses = (error.params?.uses ?? {}) as Partial<Record<DepartmentUse, number>>;
      const listed = DEPARTMENT_USES.flatMap((use) => {
        const count = uses[use];
        return count === undefined ? [] : [t(`uses.${use}`, { count })];
      });
      return t('in_use', { name, uses: new Intl.ListFormat(locale).format(listed) });
    }
    const theirs = error.params?.theirs as Department | undefined;
    if (error.code !== 'revision_conflict' || !theirs) return errorText(error);
    const parent = departments.find(({ id }) => id === theirs.parentId)?.name ?? t('organisation');
    return t('changed_meanwhile', { name: theirs.name, parent });
  };
}
