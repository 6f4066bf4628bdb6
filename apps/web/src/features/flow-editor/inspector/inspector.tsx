import type { FlowNode } from '@tagloom/contracts';
import { Button } from 'antd';
import { Copy, Trash2 } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor-context';
import { NODE_SPECS, variantOf } from '../nodes/registry';
import { ProblemText } from '../problems/problem-text';
import { useGraph, useGraphStore } from '../store/use-graph';
import styles from './inspector.module.css';
import { ClosePanel } from './close-panel';
import { Overview } from './overview';

/** Edits the selected node; with none selected, says what the flow still lacks. */
export function Inspector({ onClose }: { onClose?: () => void }) {
  const { t } = useTranslation('flowEditor');
  const node = useGraph(({ flow, selectedNodes }) =>
    selectedNodes.length === 1 ? flow.nodes.find(({ id }) => id === selectedNodes[0]) : undefined,
  );
  return (
    <aside className={styles.panel} aria-label={t('inspector.label')} data-testid="inspector">
      {node ? <NodeSettings key={node.id} node={node} onClose={onClose} /> : <Overview onClose={onClose} />}
    </aside>
  );
}

function NodeSettings({ node, onClose }: { node: FlowNode; onClose: (() => void) | undefined }) {
  const { t } = useTranslation('flowEditor');
  const { catalog, problems } = useEditor();
  const store = useGraphStore();
  const readOnly = useGraph((state) => state.readOnly);
  const variant = variantOf(node);
  const { icon: Icon, Settings } = NODE_SPECS[variant];
  const update = useCallback(
    (data: FlowNode['data'], field?: string) => store.getState().update(node.id, data, field),
    [store, node.id],
  );
  const found = problems.filter(({ nodeIds }) => nodeIds.includes(node.id));
  return (
    <>
      <header className={styles.head}>
        <Icon size={16} aria-hidden />
        <h2>{t(`node.${variant}.label`)}</h2>
        {!readOnly && (
          <>
            <Button
              type="text"
              icon={<Copy size={16} />}
              aria-label={t('inspector.duplicate')}
              title={t('inspector.duplicate')}
              onClick={() => store.getState().duplicate()}
            />
            <Button
              type="text"
              icon={<Trash2 size={16} />}
              aria-label={t('inspector.delete')}
              title={t('inspector.delete')}
              onClick={() => store.getState().removeSelected()}
            />
          </>
        )}
        {onClose && <ClosePanel onClose={onClose} />}
      </header>
      <div className={styles.body}>
        <Settings node={node} catalog={catalog} readOnly={readOnly} update={update} />
        {found.length > 0 && (
          <section className={styles.field}>
            {found.map((problem, at) => (
              <ProblemText key={at} problem={problem} />
            ))}
          </section>
        )}
      </div>
    </>
  );
}
