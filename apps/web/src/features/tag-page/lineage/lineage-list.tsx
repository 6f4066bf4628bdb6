import type { Lineage, LineageNode } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import styles from './lineage.module.css';
import { NodeLink } from './node-link';

/** The same as the graph in words, the nearest first. */
export function LineageList({ lineage }: { lineage: Lineage }) {
  const { t } = useTranslation('tagPage');
  const sources = lineage.nodes.filter(({ distance }) => distance < 0).sort(nearestFirst);
  const targets = lineage.nodes.filter(({ distance }) => distance > 0).sort(nearestFirst);
  return (
    <div className={styles.list} data-testid="lineage-list">
      <Part title={t('comes_from')} nodes={sources} none={t('comes_from_nothing')} />
      <Part title={t('goes_to')} nodes={targets} none={t('goes_to_nothing')} />
      {lineage.truncated && <p className={page.note}>{t('lineage_truncated')}</p>}
    </div>
  );
}

const nearestFirst = (one: LineageNode, other: LineageNode): number =>
  Math.abs(one.distance) - Math.abs(other.distance);

function Part({ title, nodes, none }: { title: string; nodes: readonly LineageNode[]; none: string }) {
  const { t } = useTranslation('tagPage');
  const { localized } = useFormat();
  return (
    <>
      <h3>{title}</h3>
      {nodes.length === 0 && <p className={page.note}>{none}</p>}
      <ul>
        {nodes.map((node) => (
          <li key={node.id}>
            <NodeLink node={node}>{localized(node.name)}</NodeLink> <small>{t(`kind_of_${node.kind}`)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
