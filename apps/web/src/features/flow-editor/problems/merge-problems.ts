import type { AnalysedProblem, Flow, Problem } from '@tagloom/contracts';

const keyOf = ({ code, nodeIds, params }: Problem) => JSON.stringify([code, nodeIds, params?.flow?.id]);
/** What only the server says; all else is found here at once, and is newer. */
const DEEP = new Set<Problem['code']>([
  ...(['contradiction', 'always_true', 'never_true', 'unreachable'] as const),
  ...(['shadowed', 'duplicate', 'conflict', 'loop', 'event_bound'] as const),
]);

/** The problems found while drawing, and those of an analysis that may be a moment old: of nodes that are still there. */
export function mergeProblems(
  own: readonly Problem[],
  analysed: readonly AnalysedProblem[],
  { nodes }: Pick<Flow, 'nodes'>,
): AnalysedProblem[] {
  const said = new Set(own.map(keyOf));
  const here = new Set(nodes.map(({ id }) => id));
  const more = analysed.filter(
    (each) => DEEP.has(each.code) && !said.has(keyOf(each)) && each.nodeIds.every((id) => here.has(id)),
  );
  return [...own, ...more];
}
