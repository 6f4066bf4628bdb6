import type { ActionData, Catalog, SplitTagRequest } from '@tagloom/contracts';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import type { SplitPart } from './claim-moves.js';
import type { FlowShape } from './flow-shapes.repository.js';
import type { SlotPlan } from './slot-changes.repository.js';
import { splitFlow, type SplitOf } from './split-flow.js';
import { StillUsed } from './still-used.js';

/** What the split does to names; `made` in the order of `parts`. Pure. */
export const splitOf = (
  { key }: Pick<LoadedTag, 'key'>,
  made: readonly Pick<LoadedTag, 'key' | 'kind'>[],
  parts: SplitTagRequest['parts'],
  rest: readonly string[],
): SplitOf => ({
  key,
  parts: made.map((tag, at) => ({ key: tag.key, isFlag: tag.kind === 'flag', values: parts[at].values })),
  rest,
});

/** The parts as they would be made, under keys of the preview alone. Pure. */
export const previewed = (parts: SplitTagRequest['parts']): Pick<LoadedTag, 'key' | 'kind'>[] =>
  parts.map(({ values }, at) => ({ key: `preview_${at}`, kind: values.length === 1 ? 'flag' : 'many_of' }));

/** The definitions with the parts in them. Pure. */
export function withParts(catalog: Catalog, key: string, { parts, rest }: SplitOf): Catalog {
  const tag = catalog.tags.find((one) => one.key === key);
  const fact = catalog.facts.find(({ name }) => name === `tag.${key}`);
  if (!tag || !fact) return catalog;
  const { exclusiveGroup: _group, ...loose } = tag;
  const made = parts.map((part) => ({
    tag: {
      ...loose,
      key: part.key,
      ...(part.isFlag ? { kind: 'flag' as const, values: [] } : { values: [...part.values] }),
    },
    fact: { ...fact, name: `tag.${part.key}`, ...(part.isFlag && { type: 'boolean' as const, options: undefined }) },
  }));
  return {
    ...catalog,
    tags: [
      ...catalog.tags.map((one) => (one === tag ? { ...tag, values: [...rest] } : one)),
      ...made.map((one) => one.tag),
    ],
    facts: [...catalog.facts, ...made.map((one) => one.fact)],
  };
}

/** Flows of which nobody can tell what their author would want of the parts. Pure. */
export const unclearFlows = (shapes: readonly FlowShape[], split: SplitOf): FlowShape[] =>
  shapes.filter(
    ({ draft, published }) => !splitFlow(draft, split) || (published !== null && !splitFlow(published, split)),
  );

/** @throws StillUsed, which names them to those who may know of them. */
export function refuseUnclear(shapes: readonly FlowShape[], split: SplitOf): void {
  const unclear = unclearFlows(shapes, split);
  if (unclear.length > 0) throw new StillUsed(unclear.map(({ id, draft }) => ({ id, name: draft.name })));
}

/** A slot for one of the values, or for values of one part, is that part's. Pure. */
export function splitSlots(targets: readonly SplitPart[], split: SplitOf): SlotPlan {
  return {
    claim: (stance, value) => {
      if (stance !== 'assert' || value === null) return null;
      const values = Array.isArray(value) ? value : [value];
      const part = targets.find((one) => values.every((each) => one.values.includes(String(each))));
      return part ? { tagId: part.tagId, value: part.isFlag ? null : value } : null;
    },
    effect: (action) => effectAfter(action as ActionData, split) as ReturnType<SlotPlan['effect']>,
  };
}

/** By way of a flow that does nothing else. */
function effectAfter(action: ActionData, split: SplitOf): ActionData | null {
  const only = { id: 'a', kind: 'action', position: { x: 0, y: 0 }, data: action } as const;
  const [node] = splitFlow({ name: '-', nodes: [only], edges: [] }, split)?.nodes ?? [];
  return node?.kind === 'action' && node.data !== action ? node.data : null;
}
