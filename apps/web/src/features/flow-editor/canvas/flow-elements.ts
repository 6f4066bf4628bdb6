import type { Flow, FlowNode } from '@tagloom/contracts';
import type { Edge } from '@xyflow/react';
import type { Outcome } from '../simulation/outcome';
import type { CardNode } from './node-card';

export type Measured = Readonly<Record<string, { width: number; height: number }>>;

const cache = new WeakMap<FlowNode, CardNode>();

/** The canvas library's node for a node of the flow; the same object while nothing changed, so that it draws only what did. */
export function cardNode(node: FlowNode, selected: boolean, measured: Measured, readOnly: boolean): CardNode {
  const size = measured[node.id];
  const known = cache.get(node);
  if (known && known.selected === selected && known.measured === size && known.draggable === !readOnly) return known;
  const fresh: CardNode = {
    id: node.id,
    type: 'card',
    position: node.position,
    data: { node },
    selected,
    draggable: !readOnly,
    ...(size && { measured: size }),
  };
  cache.set(node, fresh);
  return fresh;
}

/** In a simulation an edge that the light has passed carries the verdict of its source: solid green, solid red, dashed grey. */
export function flowEdges(
  flow: Flow,
  selected: readonly string[],
  outcome: Outcome | undefined,
  lit: ReadonlySet<string>,
): Edge[] {
  return flow.edges.map(({ id, source, target }) => {
    const verdict = outcome && lit.has(target) && (outcome.get(source)?.verdict ?? 'unknown');
    return {
      id,
      source,
      target,
      type: 'smoothstep',
      pathOptions: { borderRadius: 8, offset: 8 },
      interactionWidth: 24,
      selected: selected.includes(id),
      className: verdict ? `edge-${verdict}` : undefined,
    } as Edge;
  });
}
