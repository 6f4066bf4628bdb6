import type { Lineage, LineageKind, LineageNode } from '@tagloom/contracts';
import {
  Background,
  BackgroundVariant,
  Controls,
  Handle,
  Position,
  ReactFlow,
  type Edge,
  type Node,
  type NodeProps,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { Activity, Send, Sigma, Tag, UserRound, Workflow, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { layoutLineage, NODE } from './layout-lineage';
import styles from './lineage.module.css';
import { NodeLink } from './node-link';

const ICONS: Record<LineageKind, LucideIcon> = {
  eventType: Activity,
  profile: UserRound,
  metric: Sigma,
  flow: Workflow,
  tag: Tag,
  channel: Send,
};
type LineageCardNode = Node<{ node: LineageNode }, 'lineage'>;
const NODE_TYPES = { lineage: LineageBox };

/** Where the tag comes from and goes to, left to right. Only to look at: the list beside it says the same. */
export function LineageGraph({ lineage }: { lineage: Lineage }) {
  const { t } = useTranslation('tagPage');
  const { localized } = useFormat();
  const nodes = useMemo<LineageCardNode[]>(
    () =>
      layoutLineage(lineage).map(({ node, x, y }) => ({
        id: node.id,
        type: 'lineage',
        position: { x, y },
        data: { node },
        ...NODE,
      })),
    [lineage],
  );
  const edges = useMemo<Edge[]>(() => {
    const names = new Map(lineage.nodes.map(({ id, name }) => [id, localized(name)]));
    return lineage.edges.map(({ from, to }) => ({
      id: `${from} ${to}`,
      source: from,
      target: to,
      type: 'smoothstep',
      ariaLabel: `${names.get(from) ?? ''} → ${names.get(to) ?? ''}`,
    }));
  }, [lineage, localized]);
  return (
    <div className={styles.graph} data-testid="lineage-graph" role="group" aria-label={t('lineage_graph')}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        fitView
        fitViewOptions={{ padding: 0.04, maxZoom: 1, minZoom: 0.7 }}
        minZoom={0.3}
        maxZoom={1.5}
        zoomOnScroll={false}
        preventScrolling={false}
        attributionPosition="bottom-right"
        ariaLabelConfig={{
          'controls.ariaLabel': t('lineage_zoom'),
          'controls.zoomIn.ariaLabel': t('lineage_zoom_in'),
          'controls.zoomOut.ariaLabel': t('lineage_zoom_out'),
          'controls.fitView.ariaLabel': t('lineage_fit'),
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1} color="var(--tl-line)" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function LineageBox({ data: { node } }: NodeProps<LineageCardNode>) {
  const { t } = useTranslation('tagPage');
  const { localized } = useFormat();
  const Icon = ICONS[node.kind];
  return (
    <div className={styles.box} data-kind={node.kind} data-self={node.distance === 0 || undefined}>
      <Handle type="target" position={Position.Left} className={styles.handle} isConnectable={false} />
      <Icon size={16} aria-hidden />
      <NodeLink node={node} className={styles.boxText}>
        <small>
          {t(`kind_of_${node.kind}`)}
          {node.published === false && ` · ${t('draft')}`}
        </small>
        <span title={localized(node.name)}>{localized(node.name)}</span>
      </NodeLink>
      <Handle type="source" position={Position.Right} className={styles.handle} isConnectable={false} />
    </div>
  );
}
