import type { FlowNode } from '@tagloom/contracts';
import { canConnect } from '@tagloom/rule-engine';
import { Handle, Position, useConnection } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useGraph } from '../store/use-graph';
import styles from './port.module.css';

type Side = 'in' | 'out';
type Shape = 'diamond' | 'circle' | 'triangle';

const PATHS: Record<Shape, string> = {
  diamond: 'M6 1 L11 6 L6 11 L1 6 Z',
  circle: 'M6 1.5 A4.5 4.5 0 1 1 6 10.5 A4.5 4.5 0 1 1 6 1.5 Z',
  triangle: 'M1 2 L11 2 L6 10.5 Z',
};

/** The shape says what passes: diamond an event, circle yes or no, triangle the order to act. */
function useShape(node: FlowNode, side: Side): Shape {
  const entered = useGraph(({ flow }) =>
    flow.edges.some(
      (edge) => edge.target === node.id && flow.nodes.some(({ id, kind }) => id === edge.source && kind !== 'trigger'),
    ),
  );
  if (side === 'out') return node.kind === 'trigger' ? 'diamond' : 'circle';
  if (node.kind === 'action') return 'triangle';
  return node.kind === 'condition' && !entered ? 'diamond' : 'circle';
}

/** While a link is being drawn: whether this port fits, or why not. */
function useFit(node: FlowNode, side: Side): { state: 'idle' | 'fits' | 'refused'; reason?: string } {
  const { localized } = useFormat();
  const flow = useGraph((state) => state.flow);
  const from = useConnection((connection) => (connection.inProgress ? connection.fromNode.id : undefined));
  const fromSide = useConnection((connection) => (connection.inProgress ? connection.fromHandle.type : undefined));
  if (from === undefined) return { state: 'idle' };
  const other = flow.nodes.find(({ id }) => id === from);
  const wanted = fromSide === 'source' ? 'in' : 'out';
  if (!other || from === node.id) return { state: 'idle' };
  if (side !== wanted) return { state: 'refused' };
  const answer = fromSide === 'source' ? canConnect(other, node, flow) : canConnect(node, other, flow);
  return answer.ok ? { state: 'fits' } : { state: 'refused', reason: localized(answer.message) };
}

export function Port({ node, side, connectable }: { node: FlowNode; side: Side; connectable: boolean }) {
  const { t } = useTranslation('flowEditor');
  const shape = useShape(node, side);
  const { state, reason } = useFit(node, side);
  return (
    <Handle
      type={side === 'in' ? 'target' : 'source'}
      position={side === 'in' ? Position.Top : Position.Bottom}
      className={styles.port}
      data-testid={`port-${side}`}
      data-fit={state}
      isConnectable={connectable}
      title={reason ?? t(`port.${side}`)}
    >
      <svg viewBox="0 0 12 12" className={styles.shape} aria-hidden>
        <path d={PATHS[shape]} />
      </svg>
    </Handle>
  );
}
