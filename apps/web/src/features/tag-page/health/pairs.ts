import type { LocalizedText, TagHealth } from '@tagloom/contracts';

interface Named {
  id: string;
  name: LocalizedText;
}
export interface Pair {
  one: Named;
  other: Named;
  jaccard: number;
}

/** Each pair once, the most alike first: either tag may name the other. */
export function pairsOf(tags: readonly TagHealth[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { id, name, overlap } of tags) {
    if (!overlap) continue;
    const { jaccard, ...other } = overlap;
    pairs.set([id, other.id].sort().join(' '), { one: { id, name }, other, jaccard });
  }
  return [...pairs.values()].sort((one, other) => other.jaccard - one.jaccard);
}
