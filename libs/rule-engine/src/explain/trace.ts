import type { Trace, Verdict } from '@tagloom/contracts';
import type { RuleResult } from 'json-rules-engine';
import type { ConditionRun } from '../json-rules/condition-runner.js';
import { COUNT, isRelativeDays, SCORE } from '../json-rules/runtime-facts.js';
import { isHeldFact } from '../facts/held-fact.js';
import { isReference } from '../flow/condition-tree.js';
import { OPERATORS } from '../operators/index.js';
import { heldTrace } from './held-trace.js';

/** A condition of json-rules-engine with its results, as its result tree holds them. */
interface Evaluated {
  name?: string;
  result?: boolean;
  all?: Evaluated[];
  any?: Evaluated[];
  not?: Evaluated;
  fact?: string;
  operator?: string;
  factResult?: unknown;
  valueResult?: unknown;
  params?: { slot?: number };
  value?: unknown;
}

/** The trace, and the answer when an unknown part is taken for neither yes nor no. */
interface Judged {
  trace: Trace;
  /** The two-valued answer that counts. */
  holds: boolean;
  open: Verdict;
}

const isMissing = (value: unknown) => value === undefined || value === null;
/** What holds is «yes»; what does not is «unknown» when an unknown fact could still have decided it. */
const verdictOf = (holds: boolean, open: Verdict): Verdict => (holds ? 'yes' : open === 'unknown' ? 'unknown' : 'no');
const reverse: Record<Verdict, Verdict> = { yes: 'no', no: 'yes', unknown: 'unknown' };

function judgeLeaf(leaf: Evaluated): Judged {
  const { factResult: actual, valueResult: expected } = leaf;
  const holds = leaf.result === true;
  const isOpen = !OPERATORS.get(leaf.operator!)?.onUnknown && (isMissing(actual) || isMissing(expected));
  const open: Verdict = isOpen ? 'unknown' : holds ? 'yes' : 'no';
  return {
    holds,
    open,
    trace: {
      kind: 'leaf',
      ...(leaf.name !== undefined && { nodeId: leaf.name }),
      fact: leaf.fact!,
      operator: leaf.operator!,
      expected: isRelativeDays(expected) ? expected.days : (expected ?? null),
      ...(isReference(leaf.value) && { expectedFact: leaf.value.fact }),
      actual: actual ?? null,
      verdict: verdictOf(holds, open),
    },
  };
}

function judgeGate(kind: 'all' | 'any' | 'not', node: Evaluated, children: Judged[], holds: boolean): Judged {
  const decisive: Verdict = kind === 'any' ? 'yes' : 'no';
  const opens = children.map((child) => child.open);
  const joined = opens.includes(decisive) ? decisive : opens.includes('unknown') ? 'unknown' : reverse[decisive];
  const open = kind === 'not' ? reverse[opens[0]!] : joined;
  const nodeId = node.name === undefined ? {} : { nodeId: node.name };
  return {
    holds,
    open,
    trace: { kind, ...nodeId, verdict: verdictOf(holds, open), children: children.map(({ trace }) => trace) },
  };
}

function judgeNested(node: Evaluated, run: ConditionRun, weights: number[]): Judged {
  const kind = node.fact === COUNT ? 'atLeast' : 'score';
  const children = (run.nested.get(node.params!.slot!) ?? []).map((result) => judgeRoot(result, run));
  const required = node.value as number;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const amount = (counts: (child: Judged) => boolean) => {
    const sum = children.reduce((all, child, at) => (counts(child) ? all + weights[at]! : all), 0);
    return kind === 'atLeast' ? sum : (100 * sum) / total;
  };
  const holds = node.result === true;
  const open: Verdict =
    amount((child) => child.open === 'yes') >= required
      ? 'yes'
      : amount((child) => child.open !== 'no') >= required
        ? 'unknown'
        : 'no';
  return {
    holds,
    open,
    trace: {
      kind,
      ...(node.name !== undefined && { nodeId: node.name }),
      verdict: verdictOf(holds, open),
      required,
      reached: node.factResult as number,
      ...(kind === 'score' && { weights }),
      children: children.map(({ trace }) => trace),
    },
  };
}

/** The comparison with the held fact, where an action has two thresholds: any of enter, and all of held and leave. */
function heldIn(node: Evaluated): Evaluated | undefined {
  const held = node.any?.[1]?.all?.[0];
  return held?.fact !== undefined && isHeldFact(held.fact) ? held : undefined;
}

/** Two thresholds read as one tree: that of the one which counted. */
function judgeHeld(node: Evaluated, held: Evaluated, run: ConditionRun): Judged {
  const enter = judge(node.any![0]!, run);
  const leave = judge(node.any![1]!.all![1]!, run);
  const isHeld = held.result === true && (leave.holds || !enter.holds);
  const holds = node.result === true;
  const { open } = isHeld ? leave : enter;
  const trace = heldTrace(enter.trace, leave.trace, isHeld);
  return { holds, open, trace };
}

function judge(node: Evaluated, run: ConditionRun): Judged {
  if (node.fact === COUNT || node.fact === SCORE) return judgeNested(node, run, run.weights(node.params!.slot!));
  if (node.fact !== undefined) return judgeLeaf(node);
  if (node.not) return judgeGate('not', node, [judge(node.not, run)], node.result === true);
  const held = heldIn(node);
  if (held) return judgeHeld(node, held, run);
  const kind = node.all ? 'all' : 'any';
  return judgeGate(
    kind,
    node,
    (node.all ?? node.any ?? []).map((child) => judge(child, run)),
    node.result === true,
  );
}

/** The engine notes the answer of the root on the result, not on the condition. A lone comparison was wrapped for it. */
function judgeRoot(result: RuleResult, run: ConditionRun): Judged {
  const root = { ...(result.conditions as unknown as Evaluated), result: result.result === true };
  const only = root.all?.length === 1 && root.name === undefined ? root.all[0]! : undefined;
  return judge(only?.fact === undefined ? root : only, run);
}

/** The evidence: json-rules-engine's result tree in our words, with unknown apart from no. */
export function traceOf(run: ConditionRun): Trace {
  return judgeRoot(run.result, run).trace;
}
