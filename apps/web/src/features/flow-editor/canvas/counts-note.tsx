import { Panel } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useEditor } from '../editor-context';
import { useGraph } from '../store/use-graph';
import styles from './flow-canvas.module.css';

/** How many match in all, among how many, and how fresh that is. */
export function CountsNote() {
  const { t } = useTranslation('flowEditor');
  const { number, time } = useFormat();
  const { counts, countsStale, problems } = useEditor();
  const hasAction = useGraph(({ flow }) => flow.nodes.some(({ kind }) => kind === 'action'));
  const broken = problems.some(({ severity }) => severity === 'error');
  const why = !hasAction ? 'noAction' : broken ? 'broken' : 'notCountable';
  if (!counts) return null;
  const { matching, total, at } = counts;
  return (
    <Panel position="top-right" className={styles.counts} data-stale={countsStale || undefined}>
      <span className={styles.dot} aria-hidden />
      <span data-testid="live-count" aria-live="polite">
        {matching === null ? (
          t(`count.${why}`)
        ) : (
          <b>{t('count.matching', { count: matching, total: number(matching) })}</b>
        )}
      </span>
      <span>{t('count.visible', { count: number(total) })}</span>
      <span>{countsStale ? t('count.counting') : t('count.at', { time: time(at) })}</span>
    </Panel>
  );
}
