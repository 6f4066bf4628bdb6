import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Coalescer } from './coalescer.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const passes: string[][] = [];
const work = async (details: readonly string[]): Promise<void> => void passes.push([...details]);
beforeEach(() => void passes.splice(0));

describe('calls in a burst', () => {
  it('the first is worked on at once, those behind it together when the gap is over', async () => {
    const coalescer = new Coalescer(100, work);
    coalescer.add('a');
    await jest.advanceTimersByTimeAsync(0);
    expect(passes).toEqual([['a']]);
    for (const detail of ['b', 'c', 'b']) coalescer.add(detail);
    await jest.advanceTimersByTimeAsync(99);
    expect(passes).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(passes).toEqual([['a'], ['b', 'c']]);
  });

  it('what comes while the work goes on waits for its end and the gap', async () => {
    const slow = new Coalescer(100, async (details) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      passes.push([...details]);
    });
    slow.add('a');
    await jest.advanceTimersByTimeAsync(250);
    slow.add('b');
    await jest.advanceTimersByTimeAsync(250 + 599);
    expect(passes).toEqual([['a']]);
    await jest.advanceTimersByTimeAsync(1);
    expect(passes).toEqual([['a'], ['b']]);
  });

  it('nothing is worked on after the end', async () => {
    const coalescer = new Coalescer(100, work);
    coalescer.add('a');
    coalescer.stop();
    coalescer.add('b');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(passes).toEqual([]);
  });
});
