import { describe, expect, it } from 'vitest';
import { rewrittenLines } from './rewritten-lines';

const keys = { running: 'running', drawn: 'drawn', shadow: 'shadow' } as const;
const say = (key: string, count: number, names: string) => `${key} ${count} ${names}`;
const flow = (name: string, published: boolean, shadow?: boolean) => ({ id: name, name, published, shadow });

describe('what becomes of the flows that name a tag', () => {
  it('is said apart for those that run, those that are only drawn, and shadows that end', () => {
    const flows = [flow('A', true), flow('B', false, true), flow('C', true)];
    expect(rewrittenLines(flows, keys, say, ', ')).toEqual(['running 2 A, C', 'drawn 1 B', 'shadow 1 B']);
  });

  it('is not said where there are none', () => {
    expect(rewrittenLines([], keys, say, ', ')).toEqual([]);
  });
});
