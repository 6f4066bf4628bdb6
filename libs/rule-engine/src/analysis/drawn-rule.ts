import type { Condition, Flow, FlowNode, FlowNodeOf, Problem } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { audienceOf } from '../flow/audience.js';
import { ConditionBuilder } from '../flow/condition-builder.js';
import { Graph } from '../flow/graph.js';

/** A flow as far as its conditions can be understood. */
export interface DrawnRule {
  flow: Flow;
  graph: Graph;
  /** Nodes with nothing wrong at or above them, every source before its targets. */
  nodes: readonly FlowNode[];
  audience: Condition | undefined;
  /** What a node asks for, without the audience. */
  enter: ConditionBuilder;
  /** The same with the easier thresholds that count once an action holds. */
  leave: ConditionBuilder;
}

/** Findings about the whole flow that leave the meaning of its nodes alone. */
const HARMLESS = new Set(['no_trigger', 'no_action', 'contradiction']);

/** Undefined when something about the whole flow is wrong: a loop, its size, a tag of its audience. */
export function drawnRule(
  flow: Flow,
  index: CatalogIndex | undefined,
  problems: readonly Problem[],
): DrawnRule | undefined {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.some(({ code, nodeIds }) => (nodeIds.length === 0 && !HARMLESS.has(code)) || code === 'too_large'))
    return undefined;
  const graph = new Graph(flow);
  const { nodes, stuck } = graph.order();
  if (stuck.length > 0) return undefined;
  const wrong = new Set(errors.filter(({ code }) => code !== 'dangling_output').flatMap(({ nodeIds }) => nodeIds));
  for (const { id } of nodes) if (graph.inputs(id).some((input) => wrong.has(input.id))) wrong.add(id);
  const enter = new ConditionBuilder(graph);
  return {
    flow,
    graph,
    nodes: nodes.filter(({ id }) => !wrong.has(id)),
    audience: audienceOf(flow, index),
    enter,
    leave: new ConditionBuilder(graph, enter),
  };
}

export const isAction = (node: FlowNode): node is FlowNodeOf<'action'> => node.kind === 'action';

/** A condition within the audience of its flow. */
export const within = (audience: Condition | undefined, condition: Condition): Condition =>
  audience ? { all: [audience, condition] } : condition;
