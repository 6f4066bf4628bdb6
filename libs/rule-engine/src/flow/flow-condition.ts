import { isTagAction, type Catalog, type Condition, type Flow } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import { refuse } from '../errors/flow-error.js';
import { audienceTags } from './audience.js';
import { leafOf } from './condition-builder.js';
import { childrenOf, factsInCondition } from './condition-tree.js';
import { FlowConditions } from './flow-conditions.js';
import { Graph } from './graph.js';

/**
 * The condition that a node stands for: what must hold for a customer to pass it, within the flow's audience. A trigger asks
 * nothing more (`{ all: [] }` without an audience). An action with separate thresholds to leave reads `held.<node>`. The
 * catalog says which tags of the audience are flags. Throws FlowError `unknown_node`, or `loop` when the node hangs in one.
 */
export function flowCondition(flow: Flow, nodeId: string, catalog?: Catalog): Condition {
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
  return new FlowConditions(flow, graph, catalog && indexOf(catalog)).of(node);
}

/** Names of the facts that a flow reads: those of its conditions, and the tags of its audience. */
export function flowReads(flow: Flow): string[] {
  const leaves = flow.nodes.filter((node) => node.kind === 'condition').map((node) => leafOf(node));
  return [...new Set([...factsInCondition({ all: leaves }), ...audienceTags(flow).map((key) => `tag.${key}`)])];
}

/** Keys of the tags that a flow's actions add, remove or set. A proposed tag is not written until a person accepts it. */
export function flowWrites(flow: Flow): string[] {
  const keys = flow.nodes.flatMap((node) => (node.kind === 'action' && isTagAction(node.data) ? [node.data.tag] : []));
  return [...new Set(keys)];
}

/** Keys of the profile fields that a flow's actions set. */
export function flowWritesFields(flow: Flow): string[] {
  const keys = flow.nodes.flatMap((node) =>
    node.kind === 'action' && node.data.action === 'setField' ? [node.data.field] : [],
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
