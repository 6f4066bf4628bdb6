import { useMutation } from '@tanstack/react-query';
import type { Me, SwitchDepartmentRequest } from '@tagloom/contracts';
import { App, Dropdown, type MenuProps } from 'antd';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useMe } from '@/platform/auth';
import styles from './frame.module.css';
import { followOtherTabs, startAnew } from './start-anew';

/** A menu needs a key; null is the whole organisation. */
const keyOf = (id: string | null): string => id ?? 'organisation';

/** In which department one acts. A choice for those who have several, a label for the others. */
export function DepartmentSwitcher() {
  const { t } = useTranslation('frame');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { department, departments } = useMe();
  useEffect(() => followOtherTabs(), []);
  const act = useMutation({
    mutationFn: (departmentId: string | null) =>
      api.put<Me>('/me/department', { departmentId } satisfies SwitchDepartmentRequest),
    onSuccess: startAnew,
    onError: (error) => void message.error(errorText(error)),
  });
  if (departments.length < 2) return department && <span className={styles.department}>{department.name}</span>;
  const acting = department?.id ?? null;
  const items: MenuProps['items'] = departments.map(({ id, name, role }) => ({
    key: keyOf(id),
    icon: <Check size={14} aria-hidden visibility={id === acting ? undefined : 'hidden'} />,
    label: `${name ?? t('organisation')} · ${t(`role_${role}`)}`,
    onClick: () => {
      if (id !== acting) act.mutate(id);
    },
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight" disabled={act.isPending}>
      <button type="button" className={styles.switcher} aria-label={t('act_in')} data-testid="act-in">
        {department?.name ?? t('organisation')}
        <ChevronsUpDown size={14} aria-hidden />
      </button>
    </Dropdown>
  );
}
