import type { Flow } from '@tagloom/contracts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { Runtime, RuntimeFlow, Slot } from './runtime.js';
import type { PublishedFlow } from './runtime-flows.js';
import { fillsSlot } from './slot-meaning.js';
import { slotsOf } from './slots-of.js';

/** A valid draft of a stored flow. */
export interface Draft {
  flowId: number;
  flow: Flow;
}

/** What publishing a draft to everyone would make of the runtime. */
export interface DraftRuntime {
  runtime: Runtime;
  /** The draft in it. */
  flow: RuntimeFlow;
  /** Its department has less of a tag than it needs: published, it would be asked nothing. */
  isBlocked: boolean;
  /** Slots that publishing would free where their claims are gone: see `slotsToFree`. */
  freed: readonly number[];
}

/** Above every id that the database gives away in its life. */
const FIRST_TEMPORARY_ID = 2_000_000_000;

/** The stored slots, and those that publishing would make, with ids that exist in memory alone. Pure. */
export function slotsWithDraft({ flowId, flow }: Draft, slots: readonly Slot[], loaded: LoadedCatalog): Slot[] {
  const own = slots.filter((slot) => slot.flowId === flowId);
  const added: Slot[] = [];
  for (const meaning of slotsOf(flow, loaded)) {
    if ([...own, ...added].some((slot) => fillsSlot(meaning, slot))) continue;
    added.push({ ...meaning, id: FIRST_TEMPORARY_ID + added.length, flowId });
  }
  return [...slots, ...added];
}

/** The stored slots with a trial's own in the place of those of the same meaning, so that its ids last. Pure. */
export function slotsWithOwn(stored: readonly Slot[], own: readonly Slot[]): Slot[] {
  const isReplaced = (slot: Slot) => own.some((other) => other.flowId === slot.flowId && fillsSlot(other, slot));
  return [...stored.filter((slot) => !isReplaced(slot)), ...own];
}

/** The published flows with the draft among them, in the order of their ids as publishing would leave them. Pure. */
export function publishedAsDraft(
  { flowId, flow }: Draft,
  published: readonly PublishedFlow[],
  department: { id: string | null; zone: string | null },
  version: number,
): PublishedFlow[] {
  const draft: PublishedFlow = {
    id: flowId,
    version,
    flow,
    appliesTo: 'everyone',
    enrolsFrom: 0,
    departmentId: department.id,
    departmentZone: department.zone,
  };
  return [...published.filter(({ id }) => id !== flowId), draft].sort((a, b) => a.id - b.id);
}
