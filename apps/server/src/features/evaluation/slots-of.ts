import type { Flow } from '@tagloom/contracts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { slotOf, type SlotMeaning } from './slot-meaning.js';

/** What the actions of a flow can claim or do. Pure. */
export function slotsOf(flow: Flow, loaded: LoadedCatalog): SlotMeaning[] {
  return flow.nodes.flatMap((node) => (node.kind === 'action' ? (slotOf(node.data, loaded) ?? []) : []));
}
