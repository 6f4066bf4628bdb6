import { describe, expect, it } from '@jest/globals';
import { generator } from '../../testing/seed-customers.js';
import { estimate, type SampledBlock } from './estimate.js';

const BLOCKS = 2_000;
const PER_BLOCK = 25;

/** A population in blocks of which some have many and most have few: customers who came together are alike. */
function population(random: (below: number) => number): SampledBlock[] {
  return Array.from({ length: BLOCKS }, () => {
    const oneIn = random(4) === 0 ? 2 : 20;
    const found = Array.from({ length: PER_BLOCK }, () => random(oneIn) === 0).filter(Boolean).length;
    return { customers: PER_BLOCK, counts: [found] };
  });
}

describe('an estimate from blocks', () => {
  it('is as far off as its margin says in one case of twenty, though customers of one block are alike', () => {
    const random = generator(5);
    let within = 0;
    for (let round = 0; round < 200; round++) {
      const all = population(random);
      const truth = all.reduce((sum, { counts }) => sum + counts[0], 0);
      const estimated = estimate(
        all.filter(() => random(10) === 0),
        BLOCKS * PER_BLOCK,
      );
      if (Math.abs((estimated?.counts[0] ?? 0) - truth) <= (estimated?.margins[0] ?? 0)) within += 1;
    }
    expect(within).toBeGreaterThanOrEqual(181);
    expect(within).toBeLessThan(200);
  });

  it('does not pretend to know when none of the sample is found', () => {
    const blocks = Array.from({ length: 40 }, () => ({ customers: 25, counts: [0] }));
    expect(estimate(blocks, 100_000)).toEqual({ total: 100_000, counts: [0], margins: [297] });
  });

  it('has no margin left when everyone is in the sample, and is none from one block', () => {
    const blocks = [
      { customers: 10, counts: [3] },
      { customers: 10, counts: [5] },
    ];
    expect(estimate(blocks, 20)).toEqual({ total: 20, counts: [8], margins: [0] });
    expect(estimate(blocks.slice(1), 20)).toBeNull();
  });
});
