import type { FlowNode } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useEditor } from '../editor-context';
import styles from './node-card.module.css';

/** How many customers pass the node now, and their share of everyone. Nothing where that cannot be counted. */
export function CountChip({ node }: { node: FlowNode }) {
  const { t } = useTranslation('flowEditor');
  const { number, percent } = useFormat();
  const { counts, countsStale } = useEditor();
  const count = counts?.nodes[node.id];
  if (node.kind === 'trigger' || !counts || count === null || count === undefined) return null;
  return (
    <span className={styles.count} data-stale={countsStale || undefined} title={t('count.title')}>
      <b key={count}>{number(count)}</b>
      {counts.total > 0 && ` ${percent(count / counts.total)}`}
    </span>
  );
}
