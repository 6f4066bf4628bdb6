import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Overview } from '@tagloom/contracts';
import { api } from '@/platform/api';
import { useMe } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { dateLine, greetingAt } from './greeting';
import { HomeNumbers } from './home-numbers';
import styles from './home-page.module.css';
import { HomeRules } from './home-rules';
import { HomeRuns } from './home-runs';
import { HomeSuggestions } from './home-suggestions';
import { Lifecycle } from './lifecycle';

export function HomePage() {
  const { t } = useTranslation('home');
  const { name } = useMe();
  const { locale } = useFormat();
  const overview = useQuery({
    queryKey: ['home', 'overview'],
    queryFn: () => api.get<Overview>('/overview'),
    refetchInterval: 5_000,
  });
  const now = new Date();
  const date = dateLine(now, locale);
  return (
    <div className={page.page}>
      <PageHeader title={t('title')} />
      <header>
        <h2 className={styles.greeting}>{t(greetingAt(now.getHours()), { name })}</h2>
        <p className={styles.note}>{date}</p>
      </header>
      {overview.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {overview.isError && !overview.data && (
        <ErrorNotice error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      {overview.data && <HomeNumbers overview={overview.data} />}
      <div className={styles.columns}>
        <HomeRules />
        <div className={styles.side}>
          {overview.data && <Lifecycle overview={overview.data} />}
          <HomeSuggestions />
          <HomeRuns />
        </div>
      </div>
    </div>
  );
}
