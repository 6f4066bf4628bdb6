import type { ActionTrace, Catalog, Explanation, Flow, Trace, Verdict } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import type { Facts } from '../facts/read-fact.js';
import { Authority } from '../json-rules/authority.js';
import { Graph } from '../flow/graph.js';
import { assertValid, decisionsOf, planOf } from '../plan/compile-flow.js';
import type { Moment } from '../time/local-day.js';
import { flipSets } from './flips/flip-sets.js';
import { nearestFlips } from './nearest-flips.js';

/** Verdicts of the nodes that traces mention. */
function collect(trace: Trace, verdicts: Map<string, Verdict>): void {
  if (trace.nodeId !== undefined) verdicts.set(trace.nodeId, trace.verdict);
  if (trace.kind !== 'leaf') for (const child of trace.children) collect(child, verdicts);
}

function verdictsOf(flow: Flow, traces: ActionTrace[]): Record<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const { actionNodeId, verdict, trace } of traces) {
    collect(trace, verdicts);
    verdicts.set(actionNodeId, verdict);
  }
  for (const node of new Graph(flow).nodes.values()) if (node.kind === 'trigger') verdicts.set(node.id, 'yes');
  return Object.fromEntries(verdicts);
}

/**
 * Why a flow decides as it does for one customer, by json-rules-engine: the values that were compared, a verdict per node
 * (for a condition: its own comparison, whatever leads into it), the nearest changes that would flip an action, and the smallest
 * sets of them. Without a
 * catalog facts are taken as they come. Throws FlowError when the flow is not valid.
 */
export async function explain(flow: Flow, facts: Facts, moment: Moment, catalog?: Catalog): Promise<Explanation> {
  assertValid(flow, catalog);
  const index = catalog && indexOf(catalog);
  const { traces } = await new Authority(flow, index).run(facts, moment);
  return {
    nodes: verdictsOf(flow, traces),
    actions: traces,
    nearestFlips: nearestFlips(planOf(flow, index), traces, facts, moment),
    flips: flipSets(decisionsOf(flow, index), facts, moment, index),
  };
}
