import { isEffectAction, isTagAction, type ActionData } from '@tagloom/contracts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { ClaimSlot, EffectSlot, Slot } from './runtime.js';

/** What a slot stands for, before it has a number. */
export type SlotMeaning = Omit<ClaimSlot, 'id' | 'flowId'> | Omit<EffectSlot, 'id' | 'flowId'>;

/** What an action fills; null for one that neither claims nor does anything, or whose tag is gone. Pure. */
export function slotOf(data: ActionData, loaded: LoadedCatalog): SlotMeaning | null {
  if (isTagAction(data)) {
    const tag = loaded.tagByKey.get(data.tag);
    if (!tag) return null;
    const stance = data.action === 'removeTag' ? 'forbid' : 'assert';
    return { kind: 'claim', tagId: tag.id, stance, value: data.action === 'setTag' ? data.value : null };
  }
  if (!isEffectAction(data)) return null;
  const { membership: _membership, priority: _priority, ...action } = data;
  return { kind: 'effect', action };
}

export function fillsSlot(meaning: SlotMeaning, slot: Slot): boolean {
  if (meaning.kind === 'effect') return slot.kind === 'effect' && canonical(meaning.action) === canonical(slot.action);
  return (
    slot.kind === 'claim' &&
    slot.tagId === meaning.tagId &&
    slot.stance === meaning.stance &&
    canonical(slot.value) === canonical(meaning.value)
  );
}

/** PostgreSQL keeps the keys of jsonb in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
