import type { Flow } from '@tagloom/contracts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { SlotInput } from './publishing.repository.js';

/** What the actions of a flow can claim. Pure. */
export function slotsOf(flow: Flow, loaded: LoadedCatalog): SlotInput[] {
  return flow.nodes.flatMap((node): SlotInput[] => {
    if (node.kind !== 'action' || node.data.action === 'emit') return [];
    const tag = loaded.tagByKey.get(node.data.tag);
    if (!tag) return [];
    const stance = node.data.action === 'removeTag' ? 'forbid' : 'assert';
    return [{ tagId: tag.id, stance, value: node.data.action === 'setTag' ? node.data.value : null }];
  });
}
