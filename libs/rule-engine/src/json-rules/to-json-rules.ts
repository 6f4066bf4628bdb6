import type { Catalog, Flow } from '@tagloom/contracts';
import type { Event, RuleProperties } from 'json-rules-engine';
import { indexOf } from '../catalog/catalog-index.js';
import type { Action } from '../plan/action.js';
import { assertValid, decisionsOf } from '../plan/compile-flow.js';
import { asRoot, conditionToJson } from './condition-to-json.js';

/** What the rules of a flow say about it beside their conditions: the events that wake it, and its time zone. */
function contextOf(flow: Flow): Record<string, unknown> {
  const triggers = flow.nodes.flatMap((node) => (node.kind === 'trigger' ? [node.data] : []));
  const eventTypes = triggers.flatMap((trigger) => (trigger.on === 'event' ? trigger.eventTypes : []));
  const isEvents = triggers.every(({ on }) => on === 'event');
  return {
    ...(isEvents && { eventTypes: [...new Set(eventTypes)] }),
    ...(flow.timeZone && { timeZone: flow.timeZone }),
  };
}

/** json-rules-engine takes none below one. */
const isRulePriority = (priority: number) => priority > 0;

/** Ours carry the node and what the action needs in `params`; an imported event is given back as it came. */
function eventOf({ nodeId, data }: Action, context: Record<string, unknown>): Event {
  if (data.action === 'emit') return { type: data.type, ...(data.params && { params: data.params }) };
  const { action: type, priority, ...rest } = data;
  const low = priority !== undefined && !isRulePriority(priority) && { priority };
  return { type, params: { nodeId, ...rest, ...low, ...context } };
}

/**
 * The flow as json-rules-engine rules, one per action. Canvas nodes are the `name`s of conditions; the audience is the one
 * named `audience`, and `held.<node>` is true while the action is in force. Beside its native operators and gates the rules
 * may use ours, and the facts `$count`, `$score` and `$now`. Throws FlowError when invalid.
 */
export function toJsonRules(flow: Flow, catalog: Catalog): RuleProperties[] {
  assertValid(flow, catalog);
  const decisions = decisionsOf(flow, indexOf(catalog));
  const context = contextOf(flow);
  return decisions.map(({ action, condition }) => ({
    name: flow.name,
    conditions: asRoot(conditionToJson(condition)),
    event: eventOf(action, context),
    ...(action.priority !== undefined && isRulePriority(action.priority) && { priority: action.priority }),
  }));
}
