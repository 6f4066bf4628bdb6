import type { Flow } from '@tagloom/contracts';
import { compileFlow, createAuthority } from '@tagloom/rule-engine';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { RuntimeFlow, Slot } from './runtime.js';

/** A flow's current version as stored. */
export interface PublishedFlow {
  id: number;
  version: number;
  flow: Flow;
  appliesTo: 'new_events' | 'everyone';
  publishedAt: number;
}

export function compileRuntimeFlow(
  published: PublishedFlow,
  loaded: LoadedCatalog,
  slots: readonly Slot[],
): RuntimeFlow {
  const { id, version, flow, appliesTo, publishedAt } = published;
  const plan = compileFlow(flow, loaded.catalog);
  const own = slots.filter((slot) => slot.flowId === id);
  const actions: RuntimeFlow['actions'] = new Map(slotsOfActions(flow, loaded, own));
  const onceSlots = [...actions.values()]
    .filter((action) => action.membership === 'once')
    .map((action) => action.slotId);
  return {
    id,
    version,
    name: flow.name,
    plan,
    authority: createAuthority(flow, loaded.catalog),
    actions,
    keptSlots: new Set(onceSlots),
    slotIds: new Set(own.map((slot) => slot.id)),
    eventTypeIds: new Set(
      (plan.on.eventTypes ?? []).flatMap((name) => {
        const type = loaded.eventTypeByName.get(name);
        return type ? [type.id] : [];
      }),
    ),
    wakesOnChange: plan.on.change,
    readsEvent: plan.readsEvent,
    readsTags: new Set(
      plan.reads.flatMap((fact) => {
        const tag = fact.startsWith('tag.') ? loaded.tagByKey.get(fact.slice('tag.'.length)) : undefined;
        return tag ? [tag.id] : [];
      }),
    ),
    enrolledSince: appliesTo === 'everyone' ? null : publishedAt,
  };
}

type SlotOfAction = [string, { slotId: number; membership: 'while' | 'once'; priority: number }];

function slotsOfActions(flow: Flow, loaded: LoadedCatalog, own: readonly Slot[]): SlotOfAction[] {
  return flow.nodes.flatMap((node): SlotOfAction[] => {
    if (node.kind !== 'action' || node.data.action === 'emit') return [];
    const { action, tag: key, membership, priority = 0 } = node.data;
    const tag = loaded.tagByKey.get(key);
    const stance = action === 'removeTag' ? 'forbid' : 'assert';
    const value = node.data.action === 'setTag' ? JSON.stringify(node.data.value) : 'null';
    const slot = own.find(
      (candidate) =>
        candidate.tagId === tag?.id && candidate.stance === stance && JSON.stringify(candidate.value) === value,
    );
    return slot ? [[node.id, { slotId: slot.id, membership, priority }]] : [];
  });
}
