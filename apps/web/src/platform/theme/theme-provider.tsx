import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { useLocale } from '@/platform/i18n/use-locale';
import { antdTheme } from './antd-theme';
import { applyCssVariables } from './css-variables';
import { useThemeChoice } from './theme-store';
import type { ThemeMode } from './tokens';

const DARK = '(prefers-color-scheme: dark)';

function useThemeMode(): ThemeMode {
  const { choice } = useThemeChoice();
  const [systemIsDark, setSystemIsDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const query = matchMedia(DARK);
    const follow = (): void => setSystemIsDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'light';
}

/** One theme for Ant Design and for CSS, in the language of the page. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const mode = useThemeMode();
  const locale = useLocale();
  useLayoutEffect(() => applyCssVariables(mode), [mode]);
  return (
    <ConfigProvider
      theme={antdTheme(mode)}
      locale={locale === 'zh-CN' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
