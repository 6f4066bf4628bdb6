import type { Runtime, RuntimeFlow } from '../evaluation/runtime.js';

/** Rules that set it move every customer's days. */
const ZONE = 'profile.time_zone';

/**
 * The flow, and those whose tags and fields it reads, directly or through others, in the order of the runtime: no other one can
 * change its answers. A tag of an exclusive group depends on all tags of the group. Pure.
 */
export function withinReach(flow: RuntimeFlow, runtime: Runtime): RuntimeFlow[] {
  const reached = new Set([flow.id]);
  const needed = new Set<string>([ZONE, ...flow.reads]);
  for (let grows = true; grows;) {
    grows = false;
    withWholeGroups(needed, runtime);
    for (const other of runtime.flows) {
      if (reached.has(other.id) || !writes(other, runtime).some((fact) => needed.has(fact))) continue;
      reached.add(other.id);
      for (const fact of other.reads) needed.add(fact);
      grows = true;
    }
  }
  return runtime.flows.filter(({ id }) => reached.has(id));
}

function withWholeGroups(needed: Set<string>, { tagFacts, tagRules }: Runtime): void {
  const groups = new Set(
    tagFacts.flatMap(({ id, factName }) => {
      const rule = tagRules.get(id);
      return needed.has(factName) && rule?.exclusive ? [rule.groupId] : [];
    }),
  );
  for (const { id, factName } of tagFacts) {
    const rule = tagRules.get(id);
    if (rule?.exclusive && groups.has(rule.groupId)) needed.add(factName);
  }
}

/** What the flow can change, by its slots of all versions. */
function writes(flow: RuntimeFlow, { slots, tagFacts }: Runtime): string[] {
  return (slots.get(flow.id) ?? []).flatMap((slot) => {
    if (slot.kind === 'claim') return tagFacts.filter(({ id }) => id === slot.tagId).map(({ factName }) => factName);
    return slot.action.action === 'setField' && 'field' in slot.action ? [`profile.${String(slot.action.field)}`] : [];
  });
}
