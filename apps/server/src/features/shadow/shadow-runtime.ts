import { withinReach } from './within-reach.js';
import type { DraftRuntime } from '../evaluation/draft-runtime.js';
import { fillsSlot } from '../evaluation/slot-meaning.js';
import type { Runtime, RuntimeFlow, Slot } from '../evaluation/runtime.js';

/** A shadow that runs, as stored. */
export interface RunningShadow {
  id: number;
  flowId: number;
  /** Epoch milliseconds. */
  startedAt: number;
  endsAt: number;
}

/** A shadow, compiled for one version of the definitions. */
export interface ShadowRuntime extends RunningShadow {
  /** What production would be with the flow published, as far as the flow can notice. */
  runtime: Runtime;
  flow: RuntimeFlow;
  /** The live version: what it gives, it must not be taken to have given before. */
  live: RuntimeFlow | null;
  /** Whether any tag matters: where none does, claims of others are not looked at. */
  readsTags: boolean;
  slots: ReadonlyMap<number, Slot>;
  /** The shadow's slot for each that the flow has in production. */
  slotOf: ReadonlyMap<number, number>;
  /** See `slotsToFree`; of its own slots. */
  freed: ReadonlySet<number>;
  /** Whether it runs another version than the live one. */
  isOther: boolean;
}

/** `future`: the runtime as it would be with the flow published; `production`: as it is. Pure. */
export function shadowRuntime(
  shadow: RunningShadow,
  future: DraftRuntime,
  production: Runtime,
  isOther: boolean,
): ShadowRuntime {
  const live = production.flows.find(({ id }) => id === shadow.flowId);
  // Whoever takes part in the live version takes part in the shadow; without one, those who have had an event since.
  const flow = { ...future.flow, enrolledSince: live ? live.enrolledSince : shadow.startedAt };
  const flows = withinReach(flow, {
    ...future.runtime,
    flows: future.runtime.flows.map((one) => (one.id === flow.id ? flow : one)),
  });
  const readTagFacts = future.runtime.tagFacts.filter(({ factName }) => flows.some(({ reads }) => reads.has(factName)));
  const slots = future.runtime.slots.get(shadow.flowId) ?? [];
  return {
    ...shadow,
    runtime: { ...future.runtime, flows, readTagFacts },
    flow,
    live: live ?? null,
    readsTags: readTagFacts.length > 0,
    slots: new Map(slots.map((slot) => [slot.id, slot])),
    slotOf: new Map(
      (production.slots.get(shadow.flowId) ?? []).flatMap((stored) => {
        const own = slots.find((slot) => fillsSlot(stored, slot));
        return own ? [[stored.id, own.id]] : [];
      }),
    ),
    freed: new Set(future.freed),
    isOther,
  };
}
