import type { ActionTrace, Explanation, FieldLevel, Trace } from '@tagloom/contracts';

/** How a reader has the facts. */
interface Mask {
  levelOfFact(fact: string): FieldLevel;
  valueOfFact(fact: string, value: unknown): unknown;
}

/** Evidence without the values that are kept from the reader; what a rule decided stays. Pure. */
export const maskActionTrace = (action: ActionTrace, mask: Mask): ActionTrace => ({
  ...action,
  trace: maskTrace(action.trace, mask),
});

export function factsOfTrace(trace: Trace): string[] {
  if (trace.kind !== 'leaf') return trace.children.flatMap(factsOfTrace);
  return trace.expectedFact === undefined ? [trace.fact] : [trace.fact, trace.expectedFact];
}

function maskTrace(trace: Trace, mask: Mask): Trace {
  if (trace.kind !== 'leaf') return { ...trace, children: trace.children.map((child) => maskTrace(child, mask)) };
  return {
    ...trace,
    actual: mask.valueOfFact(trace.fact, trace.actual),
    ...(trace.expectedFact !== undefined && { expected: mask.valueOfFact(trace.expectedFact, trace.expected) }),
  };
}

/** What would have to change is told of fields that are shown: how far off a value is tells the value. Pure. */
export function maskExplanation(explanation: Explanation, mask: Mask): Explanation {
  const compared = new Set<string | undefined>();
  for (const { trace } of explanation.actions) restrictedNodes(trace, mask, compared);
  const isTold = ({ fact, nodeId }: { fact: string; nodeId?: string }) =>
    mask.levelOfFact(fact) === 'shown' && !(nodeId !== undefined && compared.has(nodeId));
  return {
    ...explanation,
    actions: explanation.actions.map((action) => maskActionTrace(action, mask)),
    nearestFlips: explanation.nearestFlips.filter(isTold),
    flips: explanation.flips.filter(({ changes }) => changes.every(isTold)),
  };
}

/** Comparisons of another fact with a field that is kept: what they need is that value. */
function restrictedNodes(trace: Trace, mask: Mask, found: Set<string | undefined>): void {
  if (trace.kind !== 'leaf') for (const child of trace.children) restrictedNodes(child, mask, found);
  else if (trace.expectedFact !== undefined && mask.levelOfFact(trace.expectedFact) !== 'shown')
    found.add(trace.nodeId);
}
