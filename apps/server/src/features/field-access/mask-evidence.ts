import type { ActionTrace, Explanation, FieldLevel, LeafTrace, Trace, Verdict } from '@tagloom/contracts';
import { isPresence } from './asked-fields.js';

/** How a reader has the facts. */
interface Mask {
  levelOfFact(fact: string): FieldLevel;
  valueOfFact(fact: string, value: unknown): unknown;
}

/**
 * Evidence without what is kept from the reader: neither the values nor what came of comparing them, for that tells a value bit by
 * bit. What the rule decided in the end stays, as the tag says it anyway. Pure.
 */
export const maskActionTrace = (action: ActionTrace, mask: Mask): ActionTrace => ({
  ...action,
  trace: maskTrace(action.trace, mask),
});

export function factsOfTrace(trace: Trace): string[] {
  if (trace.kind !== 'leaf') return trace.children.flatMap(factsOfTrace);
  return trace.expectedFact === undefined ? [trace.fact] : [trace.fact, trace.expectedFact];
}

function maskTrace(trace: Trace, mask: Mask): Trace {
  if (trace.kind === 'leaf') return maskLeaf(trace, mask);
  const children = trace.children.map((child) => maskTrace(child, mask));
  if (!children.some(isWithheld)) return { ...trace, children };
  const { reached: _reached, ...rest } = trace;
  return { ...rest, children, verdict: verdictOf(trace, children) };
}

function maskLeaf(leaf: LeafTrace, mask: Mask): LeafTrace {
  const { fact, expectedFact } = leaf;
  const masked = {
    ...leaf,
    actual: mask.valueOfFact(fact, leaf.actual),
    ...(expectedFact !== undefined && { expected: mask.valueOfFact(expectedFact, leaf.expected) }),
  };
  return isTold(leaf, mask) ? masked : { ...masked, verdict: 'unknown', withheld: true };
}

/** Whether a masked value is there is seen, so that this may be answered. */
function isTold({ fact, operator, expectedFact }: LeafTrace, mask: Mask): boolean {
  if (expectedFact !== undefined && mask.levelOfFact(expectedFact) !== 'shown') return false;
  const level = mask.levelOfFact(fact);
  return level === 'shown' || (level === 'masked' && isPresence(operator));
}

const isWithheld = (trace: Trace): boolean =>
  trace.kind === 'leaf' ? trace.withheld === true : trace.children.some(isWithheld);

/** What follows from the parts that are told. */
function verdictOf({ kind, required = 0 }: Exclude<Trace, LeafTrace>, children: readonly Trace[]): Verdict {
  const count = (verdict: Verdict) => children.filter((child) => child.verdict === verdict).length;
  const open = count('unknown');
  if (kind === 'not') return open > 0 ? 'unknown' : count('yes') > 0 ? 'no' : 'yes';
  if (kind === 'all') return count('no') > 0 ? 'no' : open > 0 ? 'unknown' : 'yes';
  if (kind === 'any') return count('yes') > 0 ? 'yes' : open > 0 ? 'unknown' : 'no';
  if (kind === 'atLeast' && count('yes') >= required) return 'yes';
  return kind === 'atLeast' && count('yes') + open < required ? 'no' : 'unknown';
}

/** What would have to change is told of fields that are shown: how far off a value is tells the value. Pure. */
export function maskExplanation(explanation: Explanation, mask: Mask): Explanation {
  const compared = new Set<string | undefined>();
  for (const { trace } of explanation.actions) restrictedNodes(trace, mask, compared);
  const isShown = ({ fact, nodeId }: { fact: string; nodeId?: string }) =>
    mask.levelOfFact(fact) === 'shown' && !(nodeId !== undefined && compared.has(nodeId));
  return {
    ...explanation,
    actions: explanation.actions.map((action) => maskActionTrace(action, mask)),
    nearestFlips: explanation.nearestFlips.filter(isShown),
    flips: explanation.flips.filter(({ changes }) => changes.every(isShown)),
  };
}

/** Comparisons of another fact with a field that is kept: what they need is that value. */
function restrictedNodes(trace: Trace, mask: Mask, found: Set<string | undefined>): void {
  if (trace.kind !== 'leaf') for (const child of trace.children) restrictedNodes(child, mask, found);
  else if (trace.expectedFact !== undefined && mask.levelOfFact(trace.expectedFact) !== 'shown')
    found.add(trace.nodeId);
}
