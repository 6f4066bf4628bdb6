/** A block of the table in the sample: its customers, and how many of them each node selects. */
export interface SampledBlock {
  customers: number;
  counts: readonly number[];
}

export interface Estimates {
  total: number;
  counts: number[];
  /** The ± of each count at 95 %. */
  margins: number[];
}

/** Standard deviations to either side that hold 95 % of a normal distribution. */
const Z95 = 1.96;
/** When none of n is found, 95 % sure that there are fewer than 3 / n of all (the rule of three). */
const THREE = 3;

/**
 * Counts in a population of `total`, by the ratio estimator for samples of whole clusters (Cochran, Sampling Techniques, 1977,
 * section 9A): customers of one block are alike, so the variance is the one between blocks and not between customers. Null for
 * fewer than two blocks. Pure.
 */
export function estimate(blocks: readonly SampledBlock[], total: number): Estimates | null {
  const n = blocks.length;
  const sampled = blocks.reduce((sum, { customers }) => sum + customers, 0);
  if (n < 2) return null;
  const unsampled = Math.max(0, 1 - sampled / total);
  const lines = blocks[0].counts.map((_count, index) => {
    const ratio = blocks.reduce((sum, { counts }) => sum + counts[index], 0) / sampled;
    const squares = blocks.reduce((sum, { counts, customers }) => sum + (counts[index] - ratio * customers) ** 2, 0);
    const deviation = (total / sampled) * Math.sqrt(((n * squares) / (n - 1)) * unsampled);
    const isNoneOrAll = ratio === 0 || ratio === 1;
    const margin = isNoneOrAll ? (THREE / sampled) * total * unsampled : Z95 * deviation;
    return { count: Math.round(ratio * total), margin: Math.ceil(margin) };
  });
  return { total, counts: lines.map(({ count }) => count), margins: lines.map(({ margin }) => margin) };
}
