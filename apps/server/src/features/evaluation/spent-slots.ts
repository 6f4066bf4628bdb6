import type { Flow } from '@tagloom/contracts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { RuntimeAction, Slot } from './runtime.js';
import { actionsOf } from './runtime-flows.js';

/**
 * The slots of claims that an earlier version gave one time only, and that the new one gives while its condition holds: what
 * is spent there must not keep the tag away. Pure.
 */
export function slotsToFree(
  flow: Flow,
  earlier: readonly Flow[],
  loaded: LoadedCatalog,
  own: readonly Slot[],
): number[] {
  const once = new Set(earlier.flatMap((version) => slotIds(version, 'once', loaded, own)));
  return [...new Set(slotIds(flow, 'while', loaded, own))].filter((id) => once.has(id));
}

function slotIds(
  flow: Flow,
  membership: RuntimeAction['membership'],
  loaded: LoadedCatalog,
  own: readonly Slot[],
): number[] {
  return actionsOf(flow, loaded, own).flatMap((action) =>
    action.kind === 'claim' && action.membership === membership ? [action.slot.id] : [],
  );
}
