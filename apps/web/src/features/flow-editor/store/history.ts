import type { Flow } from '@tagloom/contracts';

const DEPTH = 200;
/** Edits of the same thing that follow each other this closely (ms) are one step back. */
const TOGETHER = 1000;

/** Snapshots are cheap: an edit shares every node that it did not touch. */
export interface History {
  past: readonly Flow[];
  future: readonly Flow[];
  /** What the last step edited; a step with the same key joins it. */
  key?: string;
  at: number;
}

export const emptyHistory: History = { past: [], future: [], at: 0 };

/** Records that `before` was left. With a `key`, a run of edits (a drag, typing) becomes one step. */
export function record(history: History, before: Flow, now: number, key?: string): History {
  const joins = key !== undefined && key === history.key && now - history.at < TOGETHER && history.past.length > 0;
  const past = joins ? history.past : [...history.past, before].slice(-DEPTH);
  return { past, future: [], key, at: now };
}

export function stepBack(history: History, current: Flow): { history: History; flow: Flow } | undefined {
  const flow = history.past.at(-1);
  if (!flow) return undefined;
  return { flow, history: { past: history.past.slice(0, -1), future: [current, ...history.future], at: 0 } };
}

export function stepForward(history: History, current: Flow): { history: History; flow: Flow } | undefined {
  const [flow, ...future] = history.future;
  if (!flow) return undefined;
  return { flow, history: { past: [...history.past, current], future, at: 0 } };
}
