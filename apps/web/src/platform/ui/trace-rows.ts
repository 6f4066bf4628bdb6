import type { LeafTrace, Trace, Verdict } from '@tagloom/contracts';

/** A line of the «condition, required, actual» table. */
export type TraceRow = { key: string; depth: number; verdict: Verdict } & (
  | { leaf: LeafTrace }
  | {
      gate: 'all' | 'any' | 'not' | 'atLeast' | 'score' | 'audience';
      required?: number;
      reached?: number;
      /** The easier threshold, and whether it is the one that counted. */
      leaveRequired?: number;
      isHeld?: boolean;
    }
);

/** A trace as lines, a gate before what is below it. An `all` at the top goes without saying. */
export function traceRows(trace: Trace): TraceRow[] {
  if (trace.kind === 'all') return trace.children.flatMap((child, at) => rowsOf(child, 0, String(at)));
  return rowsOf(trace, 0, '0');
}

function rowsOf(trace: Trace, depth: number, key: string): TraceRow[] {
  if (trace.kind === 'leaf') return [{ key, depth, verdict: trace.verdict, leaf: trace }];
  // «Any of» a single thing is that thing.
  if (isPlain(trace) && trace.children.length === 1) return rowsOf(trace.children[0]!, depth, key);
  const { kind, verdict, required, reached, leaveRequired, isHeld, children } = trace;
  const gate = trace.nodeId === 'audience' ? 'audience' : kind;
  const below = children.flatMap((child, at) => rowsOf(child, depth + 1, `${key}.${at}`));
  return [{ key, depth, verdict, gate, required, reached, leaveRequired, isHeld }, ...below];
}

const isPlain = ({ kind, nodeId }: Trace): boolean => (kind === 'all' || kind === 'any') && nodeId === undefined;
