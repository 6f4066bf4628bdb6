import type { Flow, LeafTrace, Trace } from '@tagloom/contracts';
import { flowReads, OPERATORS } from '@tagloom/rule-engine';
import type { Facts } from './use-simulation';

/** What is known of the facts that an evaluation read. */
export interface FactsThen {
  /** Every fact that the flow reads: as it was recorded, or unknown. */
  facts: Facts;
  /** Names of those that the evidence does not speak of. */
  unrecorded: string[];
  /** The easier thresholds counted, as the action held already. */
  wasHeld: boolean;
}

const leavesOf = (trace: Trace): LeafTrace[] => (trace.kind === 'leaf' ? [trace] : trace.children.flatMap(leavesOf));
const isHeld = (trace: Trace): boolean =>
  trace.isHeld === true || (trace.kind !== 'leaf' && trace.children.some(isHeld));

/** The facts as they were, out of the evidence of one action. A value that another fact was compared with is known as well. */
export function factsThen(flow: Flow, trace: Trace): FactsThen {
  const known = new Map<string, unknown>();
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  for (const leaf of leavesOf(trace)) {
    const node = leaf.nodeId === undefined ? undefined : nodes.get(leaf.nodeId);
    const data = node?.kind === 'condition' ? node.data : undefined;
    if (data?.path === undefined) known.set(leaf.fact, leaf.actual ?? null);
    const other = referenceOf(data?.value);
    if (other !== undefined && OPERATORS.get(leaf.operator)?.value === 'same' && !known.has(other))
      known.set(other, leaf.expected ?? null);
  }
  const reads = flowReads(flow);
  return {
    facts: Object.fromEntries(reads.map((name) => [name, known.get(name) ?? null])),
    unrecorded: reads.filter((name) => !known.has(name)),
    wasHeld: isHeld(trace),
  };
}

function referenceOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('fact' in value) || 'path' in value) return undefined;
  return typeof value.fact === 'string' ? value.fact : undefined;
}
