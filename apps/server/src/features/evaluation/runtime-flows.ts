import { DEFAULT_PRIORITY, type ActionData, type Flow, type PublishRequest } from '@tagloom/contracts';
import { compileFlow, createAuthority, flowCondition, heldFact, isTimeZone, type Plan } from '@tagloom/rule-engine';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { Ending, RuntimeAction, RuntimeFlow, Slot } from './runtime.js';
import { fillsSlot, slotOf } from './slot-meaning.js';

/** A flow's current version as stored. */
export interface PublishedFlow {
  id: number;
  version: number;
  flow: Flow;
  appliesTo: PublishRequest['apply'];
  /** Those who had an event from then on take part, or everyone when it applies to everyone. Epoch milliseconds. */
  enrolsFrom: number;
  /** To which it belongs; null is the whole enterprise. */
  departmentId: string | null;
  /** The zone of that department. */
  departmentZone: string | null;
}

/** `timeZone` is the organisation's. */
export function compileRuntimeFlow(
  published: PublishedFlow,
  loaded: LoadedCatalog,
  slots: readonly Slot[],
  timeZone: string,
): RuntimeFlow {
  const { id, version, flow, appliesTo, enrolsFrom, departmentZone } = published;
  const plan = compileFlow(flow, loaded.catalog);
  const own = slots.filter((slot) => slot.flowId === id);
  const actions = actionsOf(flow, loaded, own);
  return {
    id,
    version,
    name: flow.name,
    plan,
    conditions: new Map(actions.map(({ nodeId }) => [nodeId, flowCondition(flow, nodeId, loaded.catalog)])),
    authority: createAuthority(flow, loaded.catalog),
    actions: new Map(actions.map((action) => [action.nodeId, action])),
    actionBySlot: new Map(actions.toReversed().map((action) => [action.slot.id, action])),
    endings: new Map(own.map((slot) => [slot.id, endingOf(slot, actions)])),
    eventTypeIds: eventTypeIds(flow, loaded),
    wakesOnChange: plan.on.change,
    readsEvent: plan.readsEvent,
    reads: new Set(plan.reads),
    heldFacts: plan.heldReads.map((nodeId) => ({
      factName: heldFact(nodeId),
      slotId: actions.find((action) => action.nodeId === nodeId)?.slot.id ?? null,
    })),
    timeZone: resolveZone(plan.timeZone, departmentZone, timeZone),
    enrolledSince: appliesTo === 'everyone' ? null : enrolsFrom,
  };
}

/** The zone of a rule by its IANA name; null is each customer's own. */
export function resolveZone(choice: Plan['timeZone'], department: string | null, organisation: string): string | null {
  if (choice === 'customer') return null;
  const name = choice === 'department' ? department : choice === 'organisation' ? organisation : choice;
  return name !== null && isTimeZone(name) ? name : organisation;
}

/** The actions in the order of the nodes, with the slots that publishing made for them. */
export function actionsOf(flow: Flow, loaded: LoadedCatalog, own: readonly Slot[]): RuntimeAction[] {
  return flow.nodes.flatMap((node): RuntimeAction[] => {
    const meaning = node.kind === 'action' ? slotOf(node.data, loaded) : null;
    const slot = meaning && own.find((candidate) => fillsSlot(meaning, candidate));
    return slot ? [runtimeAction(node.id, node.data as ActionData, slot)] : [];
  });
}

function runtimeAction(nodeId: string, data: ActionData, slot: Slot): RuntimeAction {
  if (slot.kind === 'effect') {
    const effect = data as Extract<RuntimeAction, { kind: 'effect' }>['data'];
    return { kind: 'effect', nodeId, slot, membership: effect.membership, data: effect };
  }
  const {
    membership,
    priority = DEFAULT_PRIORITY,
    hold = null,
    validFor = null,
  } = data as Extract<ActionData, { action: 'addTag' }>;
  return { kind: 'claim', nodeId, slot, membership, priority, hold, validFor };
}

/** An effect of an older version may come back: what was for one time stays spent. */
function endingOf(slot: Slot, actions: readonly RuntimeAction[]): Ending {
  const memberships = actions.filter((action) => action.slot.id === slot.id).map(({ membership }) => membership);
  if (memberships.includes('once')) return 'keep';
  if (memberships.includes('every')) return 'leave';
  return slot.kind === 'effect' ? 'keep' : 'retract';
}

function eventTypeIds(flow: Flow, loaded: LoadedCatalog): Set<number> {
  const names = flow.nodes.flatMap((node) =>
    node.kind === 'trigger' && node.data.on === 'event' ? node.data.eventTypes : [],
  );
  return new Set(names.flatMap((name) => loaded.eventTypeByName.get(name)?.id ?? []));
}
