import type { Flow, GoldenExpectation } from '@tagloom/contracts';
import { actionNodes, expectationOf, meetsExpectation } from './expectations.js';

/** How what holds compares with what was expected. `nodeIds` are the actions at fault, for their traces. */
export interface GoldenVerdict {
  missing: GoldenExpectation[];
  unexpected: GoldenExpectation[];
  got: GoldenExpectation[];
  nodeIds: string[];
}

/**
 * Compares the actions of a flow that hold with those that a case expects: each expected one must be met by an action that
 * holds, and none may hold that is not expected.
 */
export function judgeGolden(
  flow: Flow,
  holding: ReadonlySet<string>,
  expected: readonly GoldenExpectation[],
): GoldenVerdict {
  const nodes = actionNodes(flow);
  const held = nodes.filter(({ id }) => holding.has(id));
  const missing = expected.filter((item) => !held.some((node) => meetsExpectation(node, item)));
  const surplus = held.filter((node) => !expected.some((item) => meetsExpectation(node, item)));
  const absent = nodes.filter((node) => missing.some((item) => meetsExpectation(node, item)));
  return {
    missing,
    unexpected: surplus.map(expectationOf),
    got: held.map(expectationOf),
    nodeIds: [...absent, ...surplus].map(({ id }) => id),
  };
}
