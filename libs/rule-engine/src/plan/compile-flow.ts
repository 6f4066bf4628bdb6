import type { Catalog, Condition, Flow, FlowNodeOf, ZoneChoice } from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { FlowError } from '../errors/flow-error.js';
import { flowReads } from '../flow/flow-condition.js';
import { FlowConditions } from '../flow/flow-conditions.js';
import { Graph } from '../flow/graph.js';
import { validateFlow } from '../validate/validate-flow.js';
import { actionOf, priorityOf, type Action } from './action.js';
import type { Test } from './compile-comparison.js';
import { compileTree } from './compile-condition.js';
import { compileReviews, type Review } from './next-review.js';

/** What wakes a flow. `eventTypes` is null when any change wakes it, whatever its event. */
export interface Wakes {
  eventTypes: string[] | null;
  /** It is woken when a fact that it reads changes. */
  change: boolean;
}

/** A flow compiled to closures. It is immutable: build it once per flow version, evaluate it for every customer. */
export interface Plan {
  readonly name: string;
  readonly on: Wakes;
  /** Whose calendar it counts on; the caller turns it into `Moment.timeZone`. */
  readonly timeZone: ZoneChoice;
  /** Names of the facts it reads, without `held.*`. */
  readonly reads: readonly string[];
  /** The action nodes that are left by another threshold than entered: the caller sets `held.<id>` for each of them. */
  readonly heldReads: readonly string[];
  /** It reads `event.*`, so it can only be decided with an event at hand. */
  readonly readsEvent: boolean;
  /** Every action, highest priority first, then in the order of the nodes. */
  readonly actions: readonly Action[];
  /** One per action, in the same order. */
  readonly tests: readonly Test[];
  readonly reviews: readonly Review[];
}

/** An action and the condition that decides it. */
export interface Decision {
  action: Action;
  condition: Condition;
  /** The condition reads whether the action holds already. */
  readsHeld: boolean;
}

/** The actions of a flow with their conditions, highest priority first, then in the order of the nodes. */
export function decisionsOf(flow: Flow, index: CatalogIndex | undefined): Decision[] {
  const conditions = new FlowConditions(flow, new Graph(flow), index);
  return flow.nodes
    .filter((node): node is FlowNodeOf<'action'> => node.kind === 'action')
    .map((node) => ({
      action: actionOf(node),
      condition: conditions.of(node),
      readsHeld: conditions.hasHysteresis(node),
    }))
    .sort((a, b) => priorityOf(b.action) - priorityOf(a.action));
}

/** The events and changes that wake a flow. */
export function wakesOf(flow: Flow): Wakes {
  const triggers = flow.nodes.flatMap((node) => (node.kind === 'trigger' ? [node.data] : []));
  const change = triggers.some((trigger) => trigger.on === 'change');
  const eventTypes = triggers.flatMap((trigger) => (trigger.on === 'event' ? trigger.eventTypes : []));
  return { change, eventTypes: change ? null : [...new Set(eventTypes)] };
}

/** Refuses a flow with errors; warnings pass. */
export function assertValid(flow: Flow, catalog: Catalog | undefined): void {
  const errors = validateFlow(flow, catalog).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new FlowError(errors);
}

/** Compiles a flow that is known to be valid. */
export function planOf(flow: Flow, index: CatalogIndex | undefined): Plan {
  const decisions = decisionsOf(flow, index);
  const memo = new Map<Condition, Test>();
  const reads = flowReads(flow);
  return {
    name: flow.name,
    on: wakesOf(flow),
    timeZone: flow.timeZone ?? 'organisation',
    reads,
    heldReads: decisions.filter(({ readsHeld }) => readsHeld).map(({ action }) => action.nodeId),
    readsEvent: reads.some((name) => name.startsWith('event.')),
    actions: decisions.map(({ action }) => action),
    tests: decisions.map(({ condition }) => compileTree(condition, index, memo)),
    reviews: compileReviews(decisions, index),
  };
}

/** Compiles a flow for fast evaluation. Throws FlowError with every error of `validateFlow`. */
export function compileFlow(flow: Flow, catalog: Catalog): Plan {
  assertValid(flow, catalog);
  return planOf(flow, indexOf(catalog));
}
