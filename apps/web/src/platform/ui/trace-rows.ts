import type { LeafTrace, Trace, Verdict } from '@tagloom/contracts';

/** A line of the «condition, required, actual» table. */
export type TraceRow = { key: string; depth: number; verdict: Verdict } & (
  { leaf: LeafTrace } | { gate: 'all' | 'any' | 'not' | 'atLeast' | 'score'; required?: number; reached?: number }
);

/** A trace as lines, a gate before what is below it. An `all` at the top goes without saying. */
export function traceRows(trace: Trace): TraceRow[] {
  if (trace.kind === 'all') return trace.children.flatMap((child, at) => rowsOf(child, 0, String(at)));
  return rowsOf(trace, 0, '0');
}

function rowsOf(trace: Trace, depth: number, key: string): TraceRow[] {
  if (trace.kind === 'leaf') return [{ key, depth, verdict: trace.verdict, leaf: trace }];
  const { kind: gate, verdict, required, reached, children } = trace;
  const below = children.flatMap((child, at) => rowsOf(child, depth + 1, `${key}.${at}`));
  return [{ key, depth, verdict, gate, required, reached }, ...below];
}
