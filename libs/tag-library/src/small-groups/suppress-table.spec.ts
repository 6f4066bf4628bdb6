import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { suppress, suppressTable } from '../index.js';

/** All ways to put `total` people into `cells` groups. */
function* tables(cells: number, total: number): Generator<number[]> {
  if (cells === 1) return yield [total];
  for (let first = 0; first <= total; first++)
    for (const rest of tables(cells - 1, total - first)) yield [first, ...rest];
}

type Publish = (cells: number[], total: number, min: number) => { cells: readonly (number | null)[] };

/**
 * What somebody finds out who knows the total, the minimum and the procedure: the withheld cells, the one of those who are in none
 * included, for which a published table leaves a single count.
 */
function recovered(publish: Publish, groups: number, total: number, min: number): string[] {
  const origins = new Map<string, number[][]>();
  for (const table of tables(groups, total)) {
    const key = JSON.stringify(publish(table, total, min));
    origins.set(key, [...(origins.get(key) ?? []), table]);
  }
  return [...origins].flatMap(([key, possible]) => {
    const published = JSON.parse(key) as ReturnType<Publish>;
    return Array.from({ length: groups }, (_, at) => at)
      .filter((at) => published.cells[at] === null || (at >= published.cells.length && possible[0]![at]! < min))
      .filter((at) => new Set(possible.map((table) => table[at])).size === 1)
      .map((at) => `${key} ${at}`);
  });
}

const partition: Publish = (cells, total, min) => suppressTable(cells, total, min, { isPartition: true });
const withRest: Publish = (cells, total, min) => suppressTable(cells.slice(0, -1), total, min);
const alone: Publish = (cells, _total, min) => ({ cells: cells.map((cell) => suppress(cell, min)) });
const withNextSmallest: Publish = (cells, _total, min) => {
  const order = cells.map((_, at) => at).sort((one, other) => cells[one]! - cells[other]!);
  const small = order.filter((at) => cells[at]! < min);
  const withheld = new Set(small.length === 1 ? order.slice(0, 2) : small);
  return { cells: cells.map((cell, at) => (withheld.has(at) ? null : cell)) };
};

describe('a count', () => {
  it.each([
    [10, 10, 10],
    [11, 10, 11],
    [9, 10, null],
    [0, 10, null],
    [0, 0, 0],
    [Number.NaN, 10, null],
    [50, Number.NaN, null],
  ])('of %d with a minimum of %d is shown as %j', (count, min, shown) => {
    expect(suppress(count, min)).toBe(shown);
  });
});

describe('a table of counts', () => {
  it.each([
    [[50, 60], 120, 5, [50, 60]],
    [[50, 3, 60, 70], 300, 5, [null, null, 60, 70]],
    [[50, 3, 2, 70], 200, 5, [50, null, null, 70]],
    // Two equal ones would follow from what is left.
    [[50, 3, 3, 70], 200, 5, [null, null, null, 70]],
    [[50, 50, 3, 70], 300, 5, [null, null, null, 70]],
    // Those in no cell are few.
    [[50, 60, 70], 183, 5, [null, 60, 70]],
    [[50, 60, 70], 180, 5, [null, 60, 70]],
    [[1, 2], 3, 5, [null, null]],
    [[], 100, 5, []],
  ])('%j of %d, at least %d: %j', (cells, total, min, shown) => {
    expect(suppressTable(cells, total, min).cells).toEqual(shown);
  });

  it('asks nothing about those in no cell when there can be none', () => {
    expect(suppressTable([50, 60, 70], 180, 5, { isPartition: true })).toEqual({ cells: [50, 60, 70], total: 180 });
  });

  it('withholds a total below the minimum', () => {
    expect(suppressTable([1, 2], 4, 5).total).toBeNull();
    expect(suppressTable([1, 2], 5, 5).total).toBe(5);
    expect(suppressTable([100], 100, Number.NaN)).toEqual({ cells: [null], total: null });
  });

  it.each([
    [[1, 2], 2],
    [[-1, 2], 5],
    [[1.5], 5],
    [[Number.NaN], 5],
    [[1], Infinity],
  ])('refuses %j of %d', (cells, total) => {
    expect(() => suppressTable(cells, total, 5)).toThrow(RangeError);
  });

  it('refuses a partition that leaves somebody out', () => {
    expect(() => suppressTable([1, 2], 4, 5, { isPartition: true })).toThrow(RangeError);
  });

  const sizes = [2, 3, 4].flatMap((groups) =>
    Array.from({ length: 13 }, (_, at) => at + 2).flatMap((total) =>
      [2, 3, 4, 5].map((min) => [groups, total, min] as const),
    ),
  );
  it('never lets a withheld count be worked out, in any of all small tables', () => {
    for (const [groups, total, min] of sizes) {
      if (total < min) continue;
      expect(recovered(partition, groups, total, min)).toEqual([]);
      expect(recovered(withRest, groups, total, min)).toEqual([]);
    }
  });

  it('would be worked out without the next in size, or with one of several that are equal', () => {
    expect(recovered(alone, 3, 12, 3).length).toBeGreaterThan(0);
    expect(recovered(withNextSmallest, 3, 12, 3).length).toBeGreaterThan(0);
  });

  it('shows the same table when withheld counts change places', () => {
    const table = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 2, max: 10 }), (cells, rest, min) => {
        const total = cells.reduce((sum, cell) => sum + cell, rest);
        const shown = suppressTable(cells, total, min);
        const places = cells.map((_, at) => at).filter((at) => shown.cells[at] === null);
        const turned = [...cells];
        places.forEach((place, at) => (turned[place] = cells[places[(at + 1) % places.length]!]!));
        expect(suppressTable(turned, total, min)).toEqual(shown);
        for (const cell of shown.cells) if (cell !== null) expect(cell).toBeGreaterThanOrEqual(min);
      }),
    );
  });
});
