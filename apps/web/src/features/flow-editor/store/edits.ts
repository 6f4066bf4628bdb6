import type { Flow, FlowNode } from '@tagloom/contracts';
import { NODE_SIZE } from '@tagloom/rule-engine';

export type Position = FlowNode['position'];
const GAP = 64;

/** The flow without these nodes and edges, and without what hung on them. */
export function without(flow: Flow, nodeIds: readonly string[], edgeIds: readonly string[]): Flow {
  const nodes = new Set(nodeIds);
  const edges = new Set(edgeIds);
  return {
    ...flow,
    nodes: flow.nodes.filter(({ id }) => !nodes.has(id)).map((node) => forgetWeights(node, nodes)),
    edges: flow.edges.filter(({ id, source, target }) => !edges.has(id) && !nodes.has(source) && !nodes.has(target)),
  };
}

function forgetWeights(node: FlowNode, gone: ReadonlySet<string>): FlowNode {
  if (node.kind !== 'score' || !Object.keys(node.data.weights).some((id) => gone.has(id))) return node;
  const weights = Object.fromEntries(Object.entries(node.data.weights).filter(([id]) => !gone.has(id)));
  return { ...node, data: { ...node.data, weights } };
}

export function withPositions(flow: Flow, positions: ReadonlyMap<string, Position>): Flow {
  return {
    ...flow,
    nodes: flow.nodes.map((node) => {
      const position = positions.get(node.id);
      return position ? { ...node, position } : node;
    }),
  };
}

/** A place for a new card below `above`, moved right until it covers no other card. */
export function placeBelow(flow: Flow, above: FlowNode | undefined, kind: FlowNode['kind']): Position {
  const size = NODE_SIZE[kind];
  const y = above ? above.position.y + NODE_SIZE[above.kind].height + GAP : 0;
  let x = above ? above.position.x + (NODE_SIZE[above.kind].width - size.width) / 2 : 0;
  const covers = () =>
    flow.nodes.find(
      ({ kind: other, position }) =>
        x < position.x + NODE_SIZE[other].width + 16 &&
        position.x < x + size.width + 16 &&
        y < position.y + NODE_SIZE[other].height + 16 &&
        position.y < y + size.height + 16,
    );
  for (let hit = covers(); hit; hit = covers()) x = hit.position.x + NODE_SIZE[hit.kind].width + 48;
  return { x: Math.round(x / 8) * 8, y: Math.round(y / 8) * 8 };
}

/** The flow as far as its meaning goes: moving a card changes nothing that is worth counting or checking again. */
export const meaningOf = (flow: Flow) =>
  JSON.stringify([
    flow.nodes.map(({ id, kind, data }) => [id, kind, data]),
    flow.edges.map(({ source, target }) => [source, target]),
    flow.timeZone,
    flow.audience,
  ]);
