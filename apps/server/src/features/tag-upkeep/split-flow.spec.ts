import { describe, expect, it } from '@jest/globals';
import type { ActionData, Flow } from '@tagloom/contracts';
import { afterJoin } from './held-slots.repository.js';
import { splitCase, splitFlow, type SplitOf } from './split-flow.js';

const split: SplitOf = {
  key: 'taste',
  parts: [
    { key: 'sweet', isFlag: true, values: ['甜'] },
    { key: 'strong', isFlag: false, values: ['辣', '酸'] },
  ],
  rest: ['咸'],
};
const flow = (condition: object, action: object = { action: 'addTag', tag: 'other', membership: 'while' }): Flow => ({
  name: '规则',
  nodes: [
    { id: 't', kind: 'trigger', position: { x: 0, y: 0 }, data: { on: 'change' } },
    { id: 'c', kind: 'condition', position: { x: 0, y: 1 }, data: condition as never },
    { id: 'a', kind: 'action', position: { x: 0, y: 2 }, data: action as ActionData },
  ],
  edges: [
    { id: 'tc', source: 't', target: 'c' },
    { id: 'ca', source: 'c', target: 'a' },
  ],
});
const asks = (operator: string, value?: unknown) => flow({ fact: 'tag.taste', operator, value });
const conditions = (result: Flow | null) =>
  result?.nodes.flatMap(({ kind, data }) => (kind === 'condition' ? [data] : []));

describe('a flow that names a tag of which values become tags', () => {
  it('asks for the tag of the value that it asked for', () => {
    expect(conditions(splitFlow(asks('contains', '甜'), split))).toEqual([
      { fact: 'tag.sweet', operator: 'equal', value: true },
    ]);
    expect(conditions(splitFlow(asks('contains', '辣'), split))).toEqual([
      { fact: 'tag.strong', operator: 'contains', value: '辣' },
    ]);
    expect(splitFlow(asks('contains', '咸'), split)).toEqual(asks('contains', '咸'));
  });

  it('asks for any of several where its values are of several, under the same triggers and before the same action', () => {
    const result = splitFlow(asks('containsAny', ['咸', '甜', '酸']), split);
    expect(conditions(result)).toEqual([
      { fact: 'tag.taste', operator: 'containsAny', value: ['咸'] },
      { fact: 'tag.sweet', operator: 'equal', value: true },
      { fact: 'tag.strong', operator: 'containsAny', value: ['酸'] },
    ]);
    const links = result?.edges.map(({ source, target }) => `${source} ${target}`).sort();
    expect(links).toEqual(['c a', 'c-1 c', 'c-2 c', 'c-3 c', 't c-1', 't c-2', 't c-3']);
    expect(result?.nodes.find(({ id }) => id === 'c')?.data).toEqual({ gate: 'any' });
  });

  it('gives, and proposes, the tag of the value', () => {
    const gives = (value: unknown) =>
      splitFlow(
        flow(
          { fact: 'profile.city', operator: 'isKnown' },
          { action: 'setTag', tag: 'taste', value, membership: 'once' },
        ),
        split,
      )?.nodes.at(-1)?.data;
    expect(gives(['甜'])).toEqual({ action: 'addTag', tag: 'sweet', membership: 'once' });
    expect(gives(['辣', '酸'])).toEqual({ action: 'setTag', tag: 'strong', value: ['辣', '酸'], membership: 'once' });
    expect(gives(['咸'])).toMatchObject({ tag: 'taste', value: ['咸'] });
  });

  it('is for whoever has the tag or a part of it', () => {
    const of = { ...asks('contains', '咸'), audience: { include: ['taste'], exclude: ['vip'] } };
    expect(splitFlow(of, split)?.audience).toEqual({ include: ['taste', 'sweet', 'strong'], exclude: ['vip'] });
  });

  it.each([
    ['what is not of a value', asks('doesNotContain', '甜')],
    ['that it is unknown', asks('isUnknown')],
    ['all of several', asks('containsAll', ['甜', '咸'])],
    ['a comparison with it', flow({ fact: 'profile.city', operator: 'equal', value: { fact: 'tag.taste' } })],
    [
      'taking it away',
      flow({ fact: 'profile.city', operator: 'isKnown' }, { action: 'removeTag', tag: 'taste', membership: 'while' }),
    ],
    [
      'a list over several parts',
      flow(
        { fact: 'profile.city', operator: 'isKnown' },
        { action: 'setTag', tag: 'taste', value: ['甜', '咸'], membership: 'while' },
      ),
    ],
  ])('is not guessed at: %s', (_what, unclear) => {
    expect(splitFlow(unclear, split)).toBeNull();
  });

  it('has golden customers in the same words', () => {
    expect(
      splitCase(
        { facts: { 'tag.taste': ['甜', '咸'] }, expected: [{ sign: '+', tag: 'taste', value: '甜' }], has: null },
        split,
      ),
    ).toEqual({
      facts: { 'tag.taste': ['咸'], 'tag.sweet': true },
      expected: [{ sign: '+', tag: 'sweet' }],
      has: null,
    });
  });
});

describe('what a customer holds by slots that become one', () => {
  it('is held while it was by either, and outlived only where neither holds', () => {
    const joined = new Map([[1, 2]]);
    expect(afterJoin([1, 5], joined)).toEqual([2, 5]);
    expect(afterJoin([-1, 2], joined)).toEqual([2]);
    expect(afterJoin([-1, 7], joined)).toEqual([-2, 7]);
  });
});
