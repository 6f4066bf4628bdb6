import { suppress } from './suppress.js';

export interface SuppressedTable {
  /** In the order in which they came; null where a count is withheld. */
  readonly cells: readonly (number | null)[];
  readonly total: number | null;
}

export interface TableOptions {
  /**
   * Whether by its nature everybody is in one of the cells. Otherwise those who are in none are a group as well, which total and
   * cells give away. It must not depend on the counts.
   */
  readonly isPartition?: boolean;
}

/**
 * Counts of groups that do not overlap, beside their total, so that no withheld count follows from the others. What is below the
 * minimum is withheld; and with it whatever is next in size, until at least two different counts are withheld.
 *
 * Why that is enough, also for a reader who knows this procedure: it looks at sizes alone and never parts equal ones, so that
 * withheld counts in any other order give the very same table. Each of them could hence be another one. When all cells are
 * withheld and equal, (0, …, 0, total) gives the same table.
 *
 * It is about one table: two tables of the same people that overlap in part can tell more than each.
 *
 * @throws RangeError on counts that are no whole numbers from zero on, or that do not go with the total
 */
export function suppressTable(
  cells: readonly number[],
  total: number,
  min: number,
  { isPartition = false }: TableOptions = {},
): SuppressedTable {
  const rest = total - cells.reduce((sum, cell) => sum + cell, 0);
  if (![...cells, total].every((count) => Number.isSafeInteger(count) && count >= 0))
    throw new RangeError('expected whole numbers from zero on');
  if (rest < 0 || (isPartition && rest > 0)) throw new RangeError('the cells do not add up to the total');
  if (suppress(total, min) === null) return { cells: cells.map(() => null), total: null };

  const groups = isPartition ? [...cells] : [...cells, rest];
  const sizes = [...new Set(groups)].sort((one, other) => one - other);
  // `!(size >= min)`: a minimum that is no number withholds everything.
  const small = sizes.filter((size) => suppress(size, min) === null);
  const withheld = new Set(small.length === 1 ? sizes.slice(0, 2) : small);
  return { cells: cells.map((cell) => (withheld.has(cell) ? null : cell)), total };
}
