import type { Catalog, Flow } from '@tagloom/contracts';
import type { Event, RuleProperties } from 'json-rules-engine';
import type { Action } from '../plan/action.js';
import { assertValid, decisionsOf } from '../plan/compile-flow.js';
import { asRoot, conditionToJson } from './condition-to-json.js';

/** Ours carry the node and the tag in `params`; an imported event is given back as it came. */
export function eventOf({ nodeId, kind, type, params, priority: _priority, ...rest }: Action): Event {
  if (kind === 'emit') return { type: type ?? 'emit', ...(params && { params }) };
  return { type: kind, params: { nodeId, ...rest } };
}

/**
 * The flow as json-rules-engine rules, one per action. Canvas nodes are the `name`s of conditions. Beside its native
 * operators and gates the rules may use ours, and the facts `$count`, `$score` and `$now`. Throws FlowError when invalid.
 */
export function toJsonRules(flow: Flow, catalog: Catalog): RuleProperties[] {
  assertValid(flow, catalog);
  const decisions = decisionsOf(flow);
  return decisions.map(({ action, condition }) => ({
    name: flow.name,
    conditions: asRoot(conditionToJson(condition)),
    event: eventOf(action),
    ...(action.priority !== undefined && { priority: action.priority }),
  }));
}
