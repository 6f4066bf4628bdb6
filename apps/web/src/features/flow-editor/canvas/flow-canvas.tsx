import { Background, BackgroundVariant, MiniMap, ReactFlow, type EdgeChange, type NodeChange } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor-context';
import { useGraph, useGraphStore } from '../store/use-graph';
import { cardNode, flowEdges, type Measured } from './flow-elements';
import './edges.css';
import styles from './flow-canvas.module.css';
import { NodeCard, type CardNode } from './node-card';
import { useConnecting } from './use-connecting';
import { ZoomTools } from './zoom-tools';

const NODE_TYPES = { card: NodeCard };
const EMPTY_VIEW = { x: 304, y: 88, zoom: 1 };
const MINIMAP = { width: 144, height: 108 };
const FIT = { padding: 0.15, maxZoom: 1 };

/** The flow as cards and links. Everything drawn here comes from the store and goes back to it. */
export function FlowCanvas({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const { outcome, lit } = useEditor();
  const flow = useGraph((state) => state.flow);
  const selectedNodes = useGraph((state) => state.selectedNodes);
  const selectedEdges = useGraph((state) => state.selectedEdges);
  const readOnly = useGraph((state) => state.readOnly);
  const [measured, setMeasured] = useState<Measured>({});
  // An empty canvas must stay where it is when its first node is dropped on it.
  const [hadNodes] = useState(flow.nodes.length > 0);
  const connecting = useConnecting();

  const nodes = useMemo(
    () => flow.nodes.map((node) => cardNode(node, selectedNodes.includes(node.id), measured, readOnly)),
    [flow.nodes, selectedNodes, measured, readOnly],
  );
  const edges = useMemo(() => flowEdges(flow, selectedEdges, outcome, lit), [flow, selectedEdges, outcome, lit]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const moves = changes.flatMap((change) =>
        change.type === 'position' && change.position ? [[change.id, change.position] as const] : [],
      );
      if (moves.length > 0) store.getState().move(new Map(moves.map(([id, { x, y }]) => [id, { x, y }])));
      const sizes = changes.flatMap((change) =>
        change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
      );
      if (sizes.length > 0) setMeasured((known) => ({ ...known, ...Object.fromEntries(sizes) }));
      const picks = changes.filter((change) => change.type === 'select');
      if (picks.length === 0) return;
      const state = store.getState();
      state.select(withPicks(state.selectedNodes, picks), state.selectedEdges);
    },
    [store],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange[]) => {
      const picks = changes.filter((change) => change.type === 'select');
      if (picks.length === 0) return;
      const state = store.getState();
      state.select(state.selectedNodes, withPicks(state.selectedEdges, picks));
    },
    [store],
  );

  return (
    <div className={styles.canvas} data-testid="canvas" aria-label={t('canvas.label')} role="region">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={connecting.onConnect}
        onConnectEnd={connecting.onConnectEnd}
        connectionRadius={24}
        connectionLineStyle={{ strokeWidth: 1.5 }}
        nodesConnectable={!readOnly}
        nodesDraggable={!readOnly}
        deleteKeyCode={null}
        disableKeyboardA11y
        snapToGrid
        snapGrid={[8, 8]}
        minZoom={0.2}
        maxZoom={2}
        fitView={hadNodes}
        defaultViewport={EMPTY_VIEW}
        fitViewOptions={FIT}
        attributionPosition="bottom-center"
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1} color="var(--tl-line)" />
        <MiniMap
          pannable
          zoomable
          position="bottom-right"
          style={MINIMAP}
          ariaLabel={t('canvas.minimap')}
          nodeBorderRadius={8}
          nodeClassName={(node) => (node.selected ? 'minimap-selected' : '')}
        />
        <ZoomTools />
        {children}
      </ReactFlow>
    </div>
  );
}

const withPicks = (selected: readonly string[], picks: readonly { id: string; selected: boolean }[]) => {
  const next = new Set(selected);
  for (const pick of picks)
    if (pick.selected) next.add(pick.id);
    else next.delete(pick.id);
  return [...next];
};
