export interface Overlap {
  id: number;
  /** Customers with both, of those with either: 0 to 1 (Jaccard index). */
  jaccard: number;
}

const WORTH_TELLING = 0.5;

/**
 * For each of the tags its most similar other one among them; of equally similar ones that with the smaller id. Pure.
 * @param sizes customers by tag, in the sample that the pairs were counted in
 */
export function overlapsAmong(
  visible: (id: number) => boolean,
  sizes: ReadonlyMap<number, number>,
  pairs: readonly { a: number; b: number; both: number }[],
): Map<number, Overlap> {
  const best = new Map<number, Overlap>();
  const offer = (id: number, other: number, jaccard: number) => {
    const known = best.get(id);
    if (known && (known.jaccard > jaccard || (known.jaccard === jaccard && known.id < other))) return;
    best.set(id, { id: other, jaccard });
  };
  for (const { a, b, both } of pairs) {
    if (!visible(a) || !visible(b)) continue;
    const jaccard = both / ((sizes.get(a) ?? 0) + (sizes.get(b) ?? 0) - both);
    if (jaccard < WORTH_TELLING) continue;
    offer(a, b, jaccard);
    offer(b, a, jaccard);
  }
  return best;
}
