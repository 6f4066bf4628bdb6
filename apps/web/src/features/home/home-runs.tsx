import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Run } from '@tagloom/contracts';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { isActive, runsQuery } from '@/platform/shared/runs-query';
import { useRunTitle } from '@/platform/shared/use-run-title';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { RunProgress } from '@/platform/ui/run-progress';
import styles from './home-page.module.css';

const RECENT = 3;

export function HomeRuns() {
  const { t } = useTranslation('home');
  const runs = useQuery(runsQuery);
  const active = runs.data?.filter(isActive) ?? [];
  const recent = runs.data?.filter((run) => !isActive(run)).slice(0, RECENT) ?? [];
  return (
    <section className={page.card}>
      <div className={page.head}>
        <h2 className={page.heading}>{t('running')}</h2>
        <Link to="/runs">{t('all_runs')}</Link>
      </div>
      {runs.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {runs.isError && !runs.data && <ErrorNotice error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && active.length === 0 && <p className={page.note}>{t('none_running')}</p>}
      <Runs runs={active} />
      {recent.length > 0 && <h3 className={page.note}>{t('recent')}</h3>}
      <Runs runs={recent} />
    </section>
  );
}

function Runs({ runs }: { runs: Run[] }) {
  const titleOf = useRunTitle();
  return runs.map((run) => (
    <div key={run.id} className={styles.run}>
      <span>{titleOf(run)}</span>
      <RunProgress run={run} />
    </div>
  ));
}
