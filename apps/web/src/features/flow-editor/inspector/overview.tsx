import { Button } from 'antd';
import { CircleCheck, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor-context';
import { ProblemText } from '../problems/problem-text';
import { useGraph, useGraphStore } from '../store/use-graph';
import { ClosePanel } from './close-panel';
import { FlowSettingsFields } from './flow-settings-fields';
import styles from './inspector.module.css';

/** The flow as a whole: what is wrong with it, or that it is ready. */
export function Overview({ onClose }: { onClose: (() => void) | undefined }) {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const { problems } = useEditor();
  const empty = useGraph(({ flow }) => flow.nodes.length === 0);
  const nodes = useGraph((state) => state.selectedNodes.length);
  const edges = useGraph((state) => state.selectedEdges.length);
  const readOnly = useGraph((state) => state.readOnly);
  const chosen = nodes + edges;
  const texts = {
    nodes: t('inspector.selectedNodes', { count: nodes }),
    edges: t('inspector.selectedEdges', { count: edges }),
  };
  const selected = nodes > 0 && edges > 0 ? t('inspector.selectedBoth', texts) : nodes > 0 ? texts.nodes : texts.edges;
  return (
    <>
      <header className={styles.head}>
        <h2>{chosen > 0 ? selected : t('inspector.flow')}</h2>
        {chosen > 0 && !readOnly && (
          <Button icon={<Trash2 size={16} />} onClick={() => store.getState().removeSelected()}>
            {t('inspector.delete')}
          </Button>
        )}
        {onClose && <ClosePanel onClose={onClose} />}
      </header>
      <div className={styles.body} data-testid="problems">
        {empty ? (
          <p>{t('inspector.start')}</p>
        ) : (
          <section className={styles.field}>
            <h3 className={styles.label}>
              {problems.length > 0 ? t('inspector.problems', { count: problems.length }) : t('inspector.pickNode')}
            </h3>
            {problems.length === 0 && (
              <p className={styles.ready}>
                <CircleCheck size={16} aria-hidden />
                {t('inspector.ready')}
              </p>
            )}
            {problems.map((problem, at) => (
              <ProblemText
                key={at}
                problem={problem}
                onPick={
                  problem.nodeIds.length > 0 ? () => store.getState().select(problem.nodeIds.slice(0, 1)) : undefined
                }
              />
            ))}
          </section>
        )}
        {chosen === 0 && <FlowSettingsFields />}
      </div>
    </>
  );
}
