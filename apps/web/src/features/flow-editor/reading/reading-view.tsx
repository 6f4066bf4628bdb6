import type { FlowDetail } from '@tagloom/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/platform/frame';
import page from '@/platform/ui/page.module.css';
import { useEditor } from '../editor-context';
import styles from '../editor.module.css';
import { useNodeName } from '../nodes/node-name';
import { NODE_SPECS, variantOf } from '../nodes/registry';
import { Sentence } from '../sentence/sentence-bar';
import { useGraph } from '../store/use-graph';
import reading from './reading-view.module.css';

/** The rule on a window too small to draw on: its sentence and its nodes, to be read. */
export function ReadingView({ detail }: { detail: FlowDetail }) {
  const { t } = useTranslation('flowEditor');
  const name = useGraph(({ flow }) => flow.name);
  return (
    <div className={page.page}>
      <PageHeader
        title={name}
        before={
          <Link to="/flows" className={styles.back} aria-label={t('header.back')}>
            <ChevronLeft size={20} aria-hidden />
          </Link>
        }
      />
      <section className={`${page.card} ${reading.whole}`}>
        <p className={page.note}>
          {detail.status === 'published'
            ? t('status.published', { version: detail.version })
            : t(`status.${detail.status}`)}
          {' · '}
          {t('reading.note')}
        </p>
        <Sentence />
      </section>
      <Nodes />
    </div>
  );
}

function Nodes() {
  const { t } = useTranslation('flowEditor');
  const { catalog, problems } = useEditor();
  const nameOf = useNodeName(catalog);
  const { nodes, edges } = useGraph((state) => state.flow);
  const targetsOf = (id: string) =>
    edges.filter(({ source }) => source === id).flatMap(({ target }) => nodes.find((node) => node.id === target) ?? []);
  return (
    <section className={page.card} aria-label={t('tools.outline')}>
      <ol className={reading.nodes}>
        {nodes
          .toSorted((a, b) => a.position.y - b.position.y || a.position.x - b.position.x)
          .map((node) => {
            const variant = variantOf(node);
            const { icon: Icon } = NODE_SPECS[variant];
            return (
              <li key={node.id}>
                <Icon size={16} aria-hidden />
                <div>
                  <small className={page.note}>{t(`node.${variant}.kind`)}</small>
                  <div className={page.name}>{nameOf(node)}</div>
                  {targetsOf(node.id).map((target) => (
                    <div key={target.id} className={page.note}>
                      {t('tools.leadsTo', { name: nameOf(target) })}
                    </div>
                  ))}
                  {problems.some(({ nodeIds }) => nodeIds.includes(node.id)) && (
                    <div className={reading.problem}>{t('tools.hasProblem')}</div>
                  )}
                </div>
              </li>
            );
          })}
      </ol>
    </section>
  );
}
