import type { EffectActionData, Shadow, ShadowTag } from '@tagloom/contracts';
import { isEffectAction } from '@tagloom/contracts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { fillsSlot, slotOf } from '../evaluation/slot-meaning.js';
import type { Slot } from '../evaluation/runtime.js';
import type { EffectCount, PeopleCount, TagCount } from './comparison.repository.js';
import type { ShadowResult, ShadowRow } from './shadows.repository.js';

/** A tag by the names that it has today. */
export function tagRef(loaded: LoadedCatalog, tagId: number): Pick<ShadowTag, 'tagId' | 'key' | 'name' | 'category'> {
  const tag = loaded.tags.get(tagId);
  const { key = String(tagId), name = { 'zh-CN': key }, category = 'basic' } = tag ?? {};
  return { tagId: String(tagId), key, name, category };
}

export const tagView = (loaded: LoadedCatalog, { tagId, ...count }: TagCount): ShadowTag => ({
  ...count,
  ...tagRef(loaded, tagId),
});

export const peopleView = (loaded: LoadedCatalog, { tagId, ...count }: PeopleCount) => ({
  ...count,
  ...tagRef(loaded, tagId),
});

/** The effects as drawn, those too that never would have happened. */
export function effectsView(
  { flow }: ShadowRow,
  slots: readonly Slot[],
  counts: readonly EffectCount[],
  loaded: LoadedCatalog,
): Shadow['effects'] {
  return flow.nodes.flatMap((node) => {
    if (node.kind !== 'action' || !isEffectAction(node.data)) return [];
    const meaning = slotOf(node.data, loaded);
    const own = slots.filter((slot) => meaning && fillsSlot(meaning, slot)).map(({ id }) => id);
    const { times = 0, customers = 0 } = counts.find(({ slotId }) => own.includes(slotId)) ?? {};
    return [{ nodeId: node.id, kind: (node.data as EffectActionData).action, times, customers }];
  });
}

export function shadowView(row: ShadowRow, result: ShadowResult): Shadow {
  return {
    id: String(row.id),
    revision: row.revision,
    version: row.version,
    isDraft: row.revision !== null && row.revision === row.draft_revision,
    liveVersion: row.live_version,
    status: row.outcome ?? 'running',
    startedAt: row.started_at.toISOString(),
    startedBy: row.started_by,
    endsAt: row.ends_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    error: row.error,
    missed: row.missed,
    ...result,
  };
}
