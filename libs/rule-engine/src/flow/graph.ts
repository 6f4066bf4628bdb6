import type { Flow, FlowNode } from '@tagloom/contracts';

/** A flow with its edges by node; edges to nodes that do not exist are left out. */
export class Graph {
  readonly nodes = new Map<string, FlowNode>();
  private readonly in = new Map<string, FlowNode[]>();
  private readonly out = new Map<string, FlowNode[]>();

  constructor(readonly flow: Pick<Flow, 'nodes' | 'edges'>) {
    for (const node of flow.nodes) this.nodes.set(node.id, node);
    for (const edge of flow.edges) {
      const [source, target] = [this.nodes.get(edge.source), this.nodes.get(edge.target)];
      if (!source || !target) continue;
      push(this.in, target.id, source);
      push(this.out, source.id, target);
    }
  }

  /** Sources of a node's edges, in the order of the edges. */
  inputs(id: string): FlowNode[] {
    return this.in.get(id) ?? [];
  }
  outputs(id: string): FlowNode[] {
    return this.out.get(id) ?? [];
  }
  /** Inputs that answer yes or no: everything but triggers. */
  yesNoInputs(id: string): FlowNode[] {
    return this.inputs(id).filter((node) => node.kind !== 'trigger');
  }

  /** Nodes with every source before its targets, and the depth of each; `stuck` are those in or behind a loop. */
  order(): { nodes: FlowNode[]; depth: Map<string, number>; stuck: FlowNode[] } {
    const waiting = new Map(this.flow.nodes.map((node) => [node.id, this.inputs(node.id).length]));
    const depth = new Map<string, number>();
    const nodes = [...this.nodes.values()].filter((node) => waiting.get(node.id) === 0);
    for (const node of nodes) depth.set(node.id, 0);
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!;
      for (const target of this.outputs(node.id)) {
        depth.set(target.id, Math.max(depth.get(target.id) ?? 0, depth.get(node.id)! + 1));
        const left = waiting.get(target.id)! - 1;
        waiting.set(target.id, left);
        if (left === 0) nodes.push(target);
      }
    }
    const done = new Set(nodes);
    return { nodes, depth, stuck: [...this.nodes.values()].filter((node) => !done.has(node)) };
  }

  /** Whether a path of edges leads from one node to another. */
  reaches(from: string, to: string): boolean {
    const seen = new Set([from]);
    const stack = [from];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (id === to) return true;
      for (const { id: next } of this.outputs(id)) {
        if (seen.has(next)) continue;
        seen.add(next);
        stack.push(next);
      }
    }
    return false;
  }
}

function push(map: Map<string, FlowNode[]>, key: string, node: FlowNode): void {
  const list = map.get(key);
  if (list) list.push(node);
  else map.set(key, [node]);
}
