import type { Catalog, Flow } from '@tagloom/contracts';
import { canonical } from '../bundle/canonical.js';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { validateFlow } from '../validate/validate-flow.js';
import { compareActions } from './compare-actions.js';
import { findDeadEnds } from './dead-ends.js';
import { drawnRule, type DrawnRule } from './drawn-rule.js';
import { findEventBound } from './event-bound.js';
import type { Finding } from './finding.js';
import { Logic, type Budget } from './logic.js';
import { ruleActions } from './rule-action.js';
import { findUnreachable } from './unreachable.js';

/** So many steps of reasoning take some tens of milliseconds; what has not been found by then is not said. */
const BUDGET = 300_000;

/** What the actions of one flow mean for each other. That an action is shadowed is said once. */
function amongThemselves(rule: DrawnRule, index: CatalogIndex, budget: Budget): Finding[] {
  const actions = ruleActions(rule, undefined, index);
  const found = new Map<string, Finding>();
  for (const [at, one] of actions.entries()) {
    for (const [before, other] of actions.entries()) {
      if (at === before) continue;
      if (budget.left <= 0) return [...found.values()];
      const findings = compareActions(one, other, index, budget);
      for (const each of findings) {
        const key = canonical([each.code, each.code === 'shadowed' ? each.nodeIds : each.nodeIds.toSorted()]);
        if (!found.has(key)) found.set(key, each);
      }
      if (findings.some(({ code }) => code === 'shadowed')) break;
    }
  }
  return [...found.values()];
}

/** As {@link analyseFlow}, for a caller that goes on with the conditions. */
export function analyseRule(flow: Flow, catalog: Catalog): { found: Finding[]; rule: DrawnRule | undefined } {
  const index = indexOf(catalog);
  const found: Finding[] = validateFlow(flow, catalog);
  if (found.some(({ code, severity }) => code === 'too_large' && severity === 'error'))
    return { found, rule: undefined };
  found.push(...findUnreachable(flow, index));
  const rule = drawnRule(flow, index, found);
  if (!rule) return { found, rule };
  const budget = { left: BUDGET };
  const conditions = rule.nodes.map((node) => rule.enter.of(node));
  const logic = new Logic(rule.audience ? [...conditions, rule.audience] : conditions, index, budget);
  const said = found.filter(({ code }) => code === 'contradiction').map(({ nodeIds }) => nodeIds);
  const deep = [
    ...findDeadEnds(rule, logic, index, said),
    ...amongThemselves(rule, index, budget),
    ...findEventBound(rule, index),
  ];
  const isNew = ({ code, nodeIds }: Finding) =>
    !found.some((each) => each.code === code && each.nodeIds.join(' ') === nodeIds.join(' '));
  return { found: [...found, ...deep.filter(isNew)], rule };
}

/**
 * Everything that `validateFlow` finds, and what follows from the meaning of the conditions: contradictions between any of them,
 * nodes that always hold or that nobody reaches, actions that repeat, outdo or oppose each other, or that wait for an event which
 * they do not need. Whatever is said has been decided for all facts, unknown ones included; where that takes too long, nothing is
 * said. Bounded in time.
 */
export function analyseFlow(flow: Flow, catalog: Catalog): Finding[] {
  return analyseRule(flow, catalog).found;
}
