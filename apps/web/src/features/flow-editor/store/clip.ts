import type { Flow, FlowEdge, FlowNode } from '@tagloom/contracts';
import { edgeId, newId } from './new-id';

/** Nodes, and the edges among them, apart from any flow. */
export interface Clip {
  nodes: FlowNode[];
  edges: FlowEdge[];
}

export function cut(flow: Flow, ids: readonly string[]): Clip {
  const chosen = new Set(ids);
  return {
    nodes: flow.nodes.filter(({ id }) => chosen.has(id)),
    edges: flow.edges.filter(({ source, target }) => chosen.has(source) && chosen.has(target)),
  };
}

/** The flow with a copy of the clip in it, moved by `offset`, under ids of its own. */
export function paste(flow: Flow, clip: Clip, offset: number): { flow: Flow; added: string[] } {
  const taken = new Set(flow.nodes.map(({ id }) => id));
  const renamed = new Map<string, string>();
  for (const { id, kind } of clip.nodes) {
    const fresh = newId(kind, taken);
    taken.add(fresh);
    renamed.set(id, fresh);
  }
  const nodes = clip.nodes.map((node) => copyOf(node, renamed, offset));
  const edges = clip.edges.map(({ source, target }) => {
    const [from, to] = [renamed.get(source)!, renamed.get(target)!];
    return { id: edgeId(from, to), source: from, target: to };
  });
  return {
    flow: { ...flow, nodes: [...flow.nodes, ...nodes], edges: [...flow.edges, ...edges] },
    added: [...renamed.values()],
  };
}

function copyOf(node: FlowNode, renamed: ReadonlyMap<string, string>, offset: number): FlowNode {
  const moved = { id: renamed.get(node.id)!, position: { x: node.position.x + offset, y: node.position.y + offset } };
  if (node.kind !== 'score') return { ...structuredClone(node), ...moved };
  const weights = Object.entries(node.data.weights).flatMap(([id, weight]) => {
    const fresh = renamed.get(id);
    return fresh ? [[fresh, weight] as const] : [];
  });
  return { ...node, ...moved, data: { ...node.data, weights: Object.fromEntries(weights) } };
}
