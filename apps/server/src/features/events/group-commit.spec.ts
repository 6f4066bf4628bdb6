import { describe, expect, it } from '@jest/globals';
import { GroupCommit } from './group-commit.js';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('GroupCommit', () => {
  it('lets calls that arrive during a commit share the next one', async () => {
    const groups: number[][] = [];
    const commits = new GroupCommit<number, number>(async (inputs) => {
      groups.push(inputs);
      await tick();
      return inputs.map((input) => input * 10);
    });
    const outputs = await Promise.all([1, 2, 3, 4].map((input) => commits.add(input, 1)));
    expect(outputs).toEqual([10, 20, 30, 40]);
    expect(groups).toEqual([[1], [2, 3, 4]]);
  });

  it('splits a group that would be too large, and takes a large call alone', async () => {
    const groups: number[][] = [];
    const commits = new GroupCommit<number, number>(async (inputs) => {
      groups.push(inputs);
      await tick();
      return inputs;
    });
    await Promise.all([commits.add(1, 1), commits.add(2, 1500), commits.add(3, 1500), commits.add(4, 9000)]);
    expect(groups).toEqual([[1], [2], [3], [4]]);
  });

  it('fails only the calls of the commit that failed', async () => {
    const commits = new GroupCommit<string, string>(async (inputs) => {
      await tick();
      if (inputs.includes('bad')) throw new Error('refused');
      return inputs;
    });
    const first = commits.add('good', 1);
    const second = commits.add('bad', 1);
    await expect(first).resolves.toBe('good');
    await expect(second).rejects.toThrow('refused');
    await expect(commits.add('later', 1)).resolves.toBe('later');
  });
});
