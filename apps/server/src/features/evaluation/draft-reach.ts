import { PROFILE_FIELDS, type EffectActionData } from '@tagloom/contracts';
import type { Runtime, RuntimeFlow, Slot } from './runtime.js';

/** What a run of one flow can touch of a customer of whom nothing is due. */
export interface Reach {
  /** The flow, and those that answer to what it does, and so on: no other is asked. */
  flows: readonly RuntimeFlow[];
  /** Tags that these can change, and all others of their exclusive groups: no other claim decides anything. */
  tagIds: ReadonlySet<number>;
  /** Profile fields that these flows read. */
  fields: readonly string[];
  readsMetrics: boolean;
}

/**
 * Follows what the flow changes to the flows that read it, as `CustomerEvaluation` does hop by hop, until nothing is added. It
 * may find more than a customer ever meets, never less: that is what makes it right to look at nothing else. Pure.
 */
export function reachOf(runtime: Runtime, flow: RuntimeFlow): Reach {
  const reached = new Set<RuntimeFlow>();
  const tagIds = new Set<number>();
  const waiting = [flow];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    const slots = runtime.slots.get(next.id) ?? [];
    for (const slot of slots) if (slot.kind === 'claim') addWithGroup(slot.tagId, runtime, tagIds);
    const changed = [...changedTags(runtime, tagIds), ...changedFields(slots)];
    waiting.push(...runtime.flows.filter(({ reads }) => changed.some((factName) => reads.has(factName))));
  }
  const reads = (factName: string) => [...reached].some((one) => one.reads.has(factName));
  return {
    flows: runtime.flows.filter((one) => reached.has(one)),
    tagIds,
    fields: PROFILE_FIELDS.map(({ key }) => key).filter((key) => reads(`profile.${key}`)),
    readsMetrics: [...reached].some((one) => [...one.reads].some((fact) => /^(metric|rfm)\./.test(fact))),
  };
}

/** Of an exclusive group one tag is held at a time: who touches one touches all. */
function addWithGroup(tagId: number, { tagRules }: Runtime, into: Set<number>): void {
  into.add(tagId);
  const rule = tagRules.get(tagId);
  if (!rule?.exclusive || rule.groupId === null) return;
  for (const { id, groupId } of tagRules.values()) if (groupId === rule.groupId) into.add(id);
}

const changedTags = ({ tagFacts }: Runtime, tagIds: ReadonlySet<number>) =>
  tagFacts.flatMap(({ id, factName }) => (tagIds.has(id) ? [factName] : []));

const changedFields = (slots: readonly Slot[]) =>
  slots.flatMap((slot) => {
    const action = slot.kind === 'effect' ? (slot.action as EffectActionData) : null;
    return action?.action === 'setField' ? [`profile.${action.field}`] : [];
  });
