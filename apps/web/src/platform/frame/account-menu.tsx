import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Dropdown, type MenuProps } from 'antd';
import type { Locale } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useMe } from '@/platform/auth';
import { chooseLocale } from '@/platform/i18n/i18n';
import { useLocale } from '@/platform/i18n/use-locale';
import { THEME_CHOICES, useThemeChoice } from '@/platform/theme/theme-store';
import { DepartmentSwitcher } from './department-switcher';
import styles from './frame.module.css';
import { useSeeAs } from './use-see-as';
import { useTellLocale } from './use-tell-locale';

/** Who is signed in; language, appearance, sign out. */
export function AccountMenu() {
  const { t } = useTranslation('frame');
  const me = useMe();
  const locale = useLocale();
  const { choice, choose } = useThemeChoice();
  const signOut = useSignOut();
  const { mayLook, departments, look } = useSeeAs();

  useTellLocale();
  const switchLocale = (next: Locale) => void chooseLocale(next);
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: <Who name={me.name} role={t(`role_${me.role}`)} /> },
    { type: 'divider' },
    {
      key: 'language',
      type: 'group',
      label: t('language'),
      children: [
        { key: 'zh-CN', label: '中文', onClick: () => switchLocale('zh-CN') },
        { key: 'en', label: 'English', onClick: () => switchLocale('en') },
      ],
    },
    {
      key: 'theme',
      type: 'group',
      label: t('theme'),
      children: THEME_CHOICES.map((key) => ({ key, label: t(`theme_${key}`), onClick: () => choose(key) })),
    },
    ...(mayLook && departments.length > 0
      ? [
          { type: 'divider' as const },
          {
            key: 'see-as',
            label: t('see_as'),
            children: departments.map(({ id, name }) => ({
              key: `see-as-${id}`,
              label: name,
              onClick: () => look.mutate(id),
            })),
          },
        ]
      : []),
    { type: 'divider' },
    { key: 'out', label: t('signOut'), onClick: () => void signOut() },
  ];
  return (
    <div className={styles.account}>
      <DepartmentSwitcher />
      <Dropdown
        menu={{ items, selectable: true, selectedKeys: [locale, choice] }}
        trigger={['click']}
        placement="bottomRight"
      >
        <button type="button" className={styles.avatar} aria-label={t('account')} data-testid="account">
          {[...me.name][0]}
        </button>
      </Dropdown>
    </div>
  );
}

function Who({ name, role }: { name: string; role: string }) {
  return (
    <div className={styles.who}>
      {name}
      <small>{role}</small>
    </div>
  );
}

function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await api.post('/auth/logout');
    client.clear();
    await navigate({ to: '/sign-in' });
  };
}
