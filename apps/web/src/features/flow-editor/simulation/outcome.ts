import type { Explanation, LeafTrace, Trace, Verdict } from '@tagloom/contracts';

/** What came to a node in a simulation. */
export interface NodeOutcome {
  verdict: Verdict;
  /** For a condition: the values that were compared. */
  leaf?: LeafTrace;
  /** For «at least k» and scores: how far it came, and how far it must. */
  reached?: number;
  required?: number;
  /** The easier threshold of a score, when it is the one that counted. */
  leave?: number;
}
export type Outcome = ReadonlyMap<string, NodeOutcome>;

/** The explanation by node. A node that no action depends on has no outcome. */
export function outcomeOf({ nodes, actions }: Explanation): Outcome {
  const outcome = new Map<string, NodeOutcome>(Object.entries(nodes).map(([id, verdict]) => [id, { verdict }]));
  const visit = (trace: Trace): void => {
    if (trace.nodeId !== undefined) {
      const detail =
        trace.kind === 'leaf'
          ? { leaf: trace }
          : {
              reached: trace.reached,
              required: trace.required,
              ...(trace.isHeld && { leave: trace.leaveRequired }),
            };
      outcome.set(trace.nodeId, { verdict: nodes[trace.nodeId] ?? trace.verdict, ...detail });
    }
    if (trace.kind !== 'leaf') trace.children.forEach(visit);
  };
  for (const { trace } of actions) visit(trace);
  return outcome;
}
