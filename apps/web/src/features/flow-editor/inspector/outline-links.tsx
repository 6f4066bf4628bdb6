import type { FlowNode } from '@tagloom/contracts';
import { canConnect } from '@tagloom/rule-engine';
import { Button, Select } from 'antd';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor-context';
import { useNodeName } from '../nodes/node-name';
import { useGraph, useGraphStore } from '../store/use-graph';
import styles from './outline.module.css';

/** Where a node leads; adds and removes links from the keyboard. Offers only what fits. */
export function OutlineLinks({ node }: { node: FlowNode }) {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const { catalog } = useEditor();
  const nameOf = useNodeName(catalog);
  const flow = useGraph((state) => state.flow);
  const readOnly = useGraph((state) => state.readOnly);
  if (node.kind === 'action') return null;
  const links = flow.edges.filter(({ source }) => source === node.id);
  const targets = flow.nodes.filter((other) => canConnect(node, other, flow).ok);
  return (
    <div className={styles.links}>
      {links.map((link) => {
        const target = flow.nodes.find(({ id }) => id === link.target);
        if (!target) return null;
        return (
          <span key={link.id} className={styles.link}>
            {t('tools.leadsTo', { name: nameOf(target) })}
            {!readOnly && (
              <Button
                type="text"
                size="small"
                icon={<X size={12} />}
                aria-label={t('tools.unlink', { name: nameOf(target) })}
                onClick={() => store.getState().remove([], [link.id])}
              />
            )}
          </span>
        );
      })}
      {!readOnly && targets.length > 0 && (
        <Select
          size="small"
          value={null}
          placeholder={t('tools.linkTo')}
          aria-label={t('tools.linkTo')}
          popupMatchSelectWidth={false}
          options={targets.map((target) => ({ value: target.id, label: nameOf(target) }))}
          onChange={(target: string | null) => target && store.getState().connect(node.id, target)}
        />
      )}
    </div>
  );
}
