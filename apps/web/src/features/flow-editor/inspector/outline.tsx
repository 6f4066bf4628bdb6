import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor-context';
import { useNodeName } from '../nodes/node-name';
import { NODE_SPECS, variantOf } from '../nodes/registry';
import { useGraph, useGraphStore } from '../store/use-graph';
import { OutlineLinks } from './outline-links';
import styles from './outline.module.css';

/** The flow as a list, top to bottom: every node can be chosen, linked and edited without the canvas. */
export function Outline() {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const { catalog, problems } = useEditor();
  const nameOf = useNodeName(catalog);
  const flow = useGraph((state) => state.flow);
  const selected = useGraph((state) => state.selectedNodes);
  const nodes = flow.nodes.toSorted((a, b) => a.position.y - b.position.y || a.position.x - b.position.x);
  return (
    <nav className={styles.outline} aria-label={t('tools.outline')} data-testid="outline">
      <ul>
        {nodes.map((node) => {
          const variant = variantOf(node);
          const { icon: Icon } = NODE_SPECS[variant];
          const current = selected.includes(node.id);
          return (
            <li key={node.id}>
              <button
                type="button"
                className={styles.item}
                aria-pressed={current}
                onClick={() => store.getState().select([node.id])}
              >
                <Icon size={14} aria-hidden />
                <span>
                  <small>{t(`node.${variant}.kind`)}</small>
                  {nameOf(node)}
                  {problems.some(({ nodeIds }) => nodeIds.includes(node.id)) && <em>{t('tools.hasProblem')}</em>}
                </span>
              </button>
              {current && <OutlineLinks node={node} />}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
