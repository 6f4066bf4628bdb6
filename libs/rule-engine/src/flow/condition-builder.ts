import type { Condition, FlowNode, FlowNodeOf } from '@tagloom/contracts';
import type { Graph } from './graph.js';

/** What a trigger stands for: nothing is asked. */
const ALWAYS: Condition = { all: [] };

/** The comparison of a condition node; `isLeaving` takes the value by which it is left. */
export function leafOf(node: FlowNodeOf<'condition'>, isLeaving = false): Condition {
  const { fact, operator, value: entered, leaveValue, path, params } = node.data;
  const value = isLeaving ? (leaveValue ?? entered) : entered;
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
 * joins stays as small as it was drawn. Given the builder of the conditions to enter, it builds those to leave: the same
 * trees with the easier thresholds, sharing every part that has none.
 */
export class ConditionBuilder {
  private readonly memo = new Map<string, Condition>();
  private readonly eased = new Map<string, boolean>();

  constructor(
    private readonly graph: Graph,
    private readonly enter?: ConditionBuilder,
  ) {}

  of(node: FlowNode): Condition {
    if (this.enter && !this.isEased(node)) return this.enter.of(node);
    const known = this.memo.get(node.id);
    if (known) return known;
    const built = this.build(node);
    this.memo.set(node.id, built);
    return built;
  }

  /** A node at or above this one has a threshold of its own for leaving. */
  isEased(node: FlowNode): boolean {
    const known = this.eased.get(node.id);
    if (known !== undefined) return known;
    const own =
      (node.kind === 'score' && node.data.leaveThreshold !== undefined) ||
      (node.kind === 'condition' && node.data.leaveValue !== undefined);
    const eased = own || this.graph.yesNoInputs(node.id).some((input) => this.isEased(input));
    this.eased.set(node.id, eased);
    return eased;
  }

  private build(node: FlowNode): Condition {
    const inputs = this.graph.yesNoInputs(node.id);
    const isLeaving = this.enter !== undefined;
    switch (node.kind) {
      case 'trigger':
        return ALWAYS;
      case 'action':
        return inputs[0] ? this.of(inputs[0]) : ALWAYS;
      case 'condition':
        return inputs[0] ? andAlso(this.of(inputs[0]), leafOf(node, isLeaving)) : leafOf(node, isLeaving);
      case 'gate':
        return gateOf(
          node,
          inputs.map((input) => this.of(input)),
        );
      case 'score': {
        const { threshold: entered, leaveThreshold, weights } = node.data;
        const threshold = isLeaving ? (leaveThreshold ?? entered) : entered;
        const of = inputs.map((input) => ({
          weight: Object.hasOwn(weights, input.id) ? weights[input.id]! : 1,
          condition: this.of(input),
        }));
        return { id: node.id, score: { threshold, of } };
      }
    }
  }
}

function gateOf({ id, data }: FlowNodeOf<'gate'>, inputs: Condition[]): Condition {
  if (data.gate === 'all') return { id, all: inputs };
  if (data.gate === 'any') return { id, any: inputs };
  if (data.gate === 'not') return { id, not: inputs[0] ?? ALWAYS };
  return { id, atLeast: { k: data.k, of: inputs } };
}

/** A chain of conditions is one flat «and», not a staircase. */
function andAlso(above: Condition, leaf: Condition): Condition {
  if ('all' in above && above.id === undefined) return { all: [...above.all, leaf] };
  return { all: [above, leaf] };
}
