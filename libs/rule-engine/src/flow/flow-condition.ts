import type { Condition, Flow, FlowNode, FlowNodeOf } from '@tagloom/contracts';
import { refuse } from '../errors/flow-error.js';
import { childrenOf, factsInCondition } from './condition-tree.js';
import { Graph } from './graph.js';

/** What a trigger stands for: nothing is asked. */
const ALWAYS: Condition = { all: [] };

function leafOf(node: FlowNodeOf<'condition'>): Condition {
  const { fact, operator, value, path, params } = node.data;
  return {
    id: node.id,
    fact,
    operator,
    ...(value !== undefined && { value }),
    ...(path !== undefined && { path }),
    ...(params !== undefined && { params }),
  };
}

/**
 * The conditions that the nodes of one flow stand for. Each node is translated once and shared, so that a graph with many
 * joins stays as small as it was drawn.
 */
export class ConditionBuilder {
  private readonly memo = new Map<string, Condition>();

  constructor(private readonly graph: Graph) {}

  of(node: FlowNode): Condition {
    const known = this.memo.get(node.id);
    if (known) return known;
    const built = this.build(node);
    this.memo.set(node.id, built);
    return built;
  }

  private build(node: FlowNode): Condition {
    const inputs = this.graph.yesNoInputs(node.id);
    switch (node.kind) {
      case 'trigger':
        return ALWAYS;
      case 'action':
        return inputs[0] ? this.of(inputs[0]) : ALWAYS;
      case 'condition':
        return inputs[0] ? this.andAlso(this.of(inputs[0]), leafOf(node)) : leafOf(node);
      case 'gate':
        return this.gate(
          node,
          inputs.map((input) => this.of(input)),
        );
      case 'score': {
        const { threshold, weights } = node.data;
        const of = inputs.map((input) => ({
          weight: Object.hasOwn(weights, input.id) ? weights[input.id]! : 1,
          condition: this.of(input),
        }));
        return { id: node.id, score: { threshold, of } };
      }
    }
  }

  private gate({ id, data }: FlowNodeOf<'gate'>, inputs: Condition[]): Condition {
    if (data.gate === 'all') return { id, all: inputs };
    if (data.gate === 'any') return { id, any: inputs };
    if (data.gate === 'not') return { id, not: inputs[0] ?? ALWAYS };
    return { id, atLeast: { k: data.k, of: inputs } };
  }

  /** A chain of conditions is one flat «and», not a staircase. */
  private andAlso(above: Condition, leaf: Condition): Condition {
    if ('all' in above && above.id === undefined) return { all: [...above.all, leaf] };
    return { all: [above, leaf] };
  }
}

/**
 * The condition that a node stands for: what must hold for a customer to pass it. A trigger asks nothing (`{ all: [] }`).
 * Throws FlowError `unknown_node`, or `loop` when the node hangs in one.
 */
export function flowCondition(flow: Flow, nodeId: string): Condition {
  const graph = new Graph(flow);
  const node =
    graph.nodes.get(nodeId) ??
    refuse('unknown_node', [nodeId], '画布上没有这个节点。', 'This node is not on the canvas.');
  const { stuck } = graph.order();
  if (stuck.length > 0)
    refuse(
      'loop',
      stuck.map(({ id }) => id),
      '这些节点连成了环，请删掉其中一条连线。',
      'These nodes form a loop; remove one of its links.',
    );
  return new ConditionBuilder(graph).of(node);
}

/** Names of the facts that a flow's conditions read. */
export function flowReads(flow: Flow): string[] {
  const leaves = flow.nodes.filter((node) => node.kind === 'condition').map(leafOf);
  return factsInCondition({ all: leaves });
}

/** Keys of the tags that a flow's actions add, remove or set. */
export function flowWrites(flow: Flow): string[] {
  const keys = flow.nodes.flatMap((node) =>
    node.kind === 'action' && node.data.action !== 'emit' ? [node.data.tag] : [],
  );
  return [...new Set(keys)];
}

/** How many comparisons a condition has when every shared part is written out; saturates at `limit`. */
export function expandedSize(condition: Condition, limit: number, memo = new Map<Condition, number>()): number {
  const known = memo.get(condition);
  if (known !== undefined) return known;
  let size = 1;
  for (const child of childrenOf(condition)) size = Math.min(limit, size + expandedSize(child, limit, memo));
  memo.set(condition, size);
  return size;
}
