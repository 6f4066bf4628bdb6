import type { FlowUse, GoldenExpectation, TagUse } from '@tagloom/contracts';
import { readingOf } from './flow-reading.js';
import type { FlowShape, GoldenShape } from './flow-shapes.repository.js';

/** How flows use a tag, each flow once, in the order given. Pure. */
export function usesOfTag(key: string, flows: readonly FlowShape[], golden: readonly GoldenShape[]): FlowUse[] {
  const cases = new Map<number, number>();
  for (const one of golden) if (namesTag(one, key)) cases.set(one.flowId, (cases.get(one.flowId) ?? 0) + 1);
  return flows.flatMap(({ id, draft, published, shadow }) => {
    const readings = {
      draft: readingOf(draft),
      published: published && readingOf(published),
      shadow: shadow && readingOf(shadow),
    };
    const uses = new Set<TagUse>();
    for (const reading of Object.values(readings)) reading?.tags.get(key)?.forEach((use) => uses.add(use));
    const goldenCases = cases.get(id) ?? 0;
    if (uses.size === 0 && goldenCases === 0) return [];
    return {
      id: String(id),
      name: draft.name,
      draft: readings.draft.tags.has(key),
      published: readings.published?.tags.has(key) ?? false,
      shadow: readings.shadow?.tags.has(key) ?? false,
      uses: [...uses].sort(),
      goldenCases,
      channels: [...(readings.published ?? readings.draft).channels].sort(),
    };
  });
}

export function namesTag(
  { facts, expected, has }: Pick<GoldenShape, 'facts' | 'expected' | 'has'>,
  key: string,
): boolean {
  const isIts = (one: GoldenExpectation) => 'tag' in one && one.tag === key;
  return `tag.${key}` in facts || expected.some(isIts) || (has ?? []).some(isIts);
}
