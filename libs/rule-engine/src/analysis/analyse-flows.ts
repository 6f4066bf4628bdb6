import type { Catalog, Flow } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import { analyseRule } from './analyse-flow.js';
import { compareActions } from './compare-actions.js';
import { drawnRule } from './drawn-rule.js';
import { findLoop } from './find-loop.js';
import type { Finding, OtherFlow } from './finding.js';
import { concernOf, ruleActions } from './rule-action.js';

/** Steps of reasoning about one pair of flows, and about all pairs. */
const BUDGET_PER_FLOW = 120_000;
const BUDGET = 1_500_000;

/**
 * What `analyseFlow` finds in a draft, and what the draft means beside the published flows: actions that are there already, that
 * another flow outdoes or opposes, and loops of flows that wait for each other. Other versions of the draft (`id`) are left out.
 * Findings name the other flow in `params.flow`. Bounded in time: pairs that take too long are left out.
 */
export function analyseFlows(
  draft: { id?: string | undefined; flow: Flow },
  published: readonly (OtherFlow & { flow: Flow })[],
  catalog: Catalog,
): Finding[] {
  const index = indexOf(catalog);
  const others = published.filter(({ id }) => id !== draft.id);
  const { found, rule } = analyseRule(draft.flow, catalog);
  if (!rule) return found;
  found.push(...findLoop(draft.flow, others));
  const mine = ruleActions(rule, undefined, index);
  const concerns = new Set(mine.map(({ concern }) => concern));
  const isRelated = ({ nodes }: Flow) =>
    nodes.some((node) => node.kind === 'action' && concerns.has(concernOf(node.data, index)));
  let left = BUDGET;
  for (const { id, name, flow } of others) {
    const theirs = left > 0 && isRelated(flow) ? drawnRule(flow, index, []) : undefined;
    if (!theirs) continue;
    const budget = { left: Math.min(left, BUDGET_PER_FLOW) };
    const before = budget.left;
    const related = ruleActions(theirs, { id, name }, index);
    for (const one of mine) for (const other of related) found.push(...compareActions(one, other, index, budget));
    left -= before - budget.left;
  }
  return found;
}
