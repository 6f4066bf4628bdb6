import type { FlowNode } from '@tagloom/contracts';
import type { Graph } from './graph.js';

type Neighbours = (id: string) => FlowNode[];

/** Visits everything that can be reached from a node and was not seen, a node after all that follow it. */
function visit(from: FlowNode, next: Neighbours, seen: Set<FlowNode>, done: (node: FlowNode) => void): void {
  if (seen.has(from)) return;
  seen.add(from);
  const stack = [{ node: from, open: next(from.id).values() }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const step = top.open.next();
    if (step.done) {
      done(top.node);
      stack.pop();
    } else if (!seen.has(step.value)) {
      seen.add(step.value);
      stack.push({ node: step.value, open: next(step.value.id).values() });
    }
  }
}

/**
 * The nodes that lie in a loop, in the order given: those that a second walk, against the edges, finds together (Kosaraju).
 * Linear in the size of the graph.
 */
export function nodesInLoops(graph: Graph, among: readonly FlowNode[]): FlowNode[] {
  const finished: FlowNode[] = [];
  const seen = new Set<FlowNode>();
  for (const node of among)
    visit(
      node,
      (id) => graph.outputs(id),
      seen,
      (last) => finished.push(last),
    );
  const inLoop = new Set<FlowNode>();
  const grouped = new Set<FlowNode>();
  for (const node of finished.toReversed()) {
    const group: FlowNode[] = [];
    visit(
      node,
      (id) => graph.inputs(id),
      grouped,
      (last) => group.push(last),
    );
    if (group.length > 1 || graph.outputs(node.id).includes(node)) for (const member of group) inLoop.add(member);
  }
  return among.filter((node) => inLoop.has(node));
}
