import type { Run } from '@tagloom/contracts';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './run-progress.module.css';

/** What the server keeps with a bulk edit that lost its right. */
const NOT_ALLOWED = 'bulk_not_allowed';

/** A bar with how far, how fast and how long still. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation('ui');
  const { number } = useFormat();
  const percent = run.total > 0 ? Math.floor((run.done / run.total) * 100) : 0;
  const facts = [t(`run_${run.status}`), t('run_of', { done: number(run.done), total: number(run.total) })];
  if (run.status === 'running' && run.rate !== null)
    facts.push(t('run_rate', { count: Math.round(run.rate), rate: number(Math.round(run.rate)) }));
  if (run.status === 'running' && run.secondsLeft !== null)
    facts.push(
      run.secondsLeft < 90
        ? t('run_left', { seconds: number(Math.ceil(run.secondsLeft)) })
        : t('run_left_minutes', { minutes: number(Math.ceil(run.secondsLeft / 60)) }),
    );
  if ((run.kind === 'backfill' || run.kind === 'bulk') && run.changed !== null && run.changed > 0)
    facts.push(t('run_changed', { count: run.changed, changed: number(run.changed) }));
  return (
    <div className={styles.run} data-testid="run-progress" data-status={run.status}>
      {(run.status === 'running' || run.status === 'queued') && (
        <Progress percent={percent} size="small" showInfo={false} />
      )}
      <span className={styles.facts}>{facts.join(' · ')}</span>
      {run.error && (
        <span className={styles.error}>{run.error === NOT_ALLOWED ? t('run_bulk_not_allowed') : run.error}</span>
      )}
    </div>
  );
}
