import { describe, expect, it } from '@jest/globals';
import type { Flow, GoldenCase } from '@tagloom/contracts';
import { bundledGolden, mappedGolden } from './bundled-golden.js';

const position = { x: 0, y: 0 };
const flow: Flow = {
  name: '上海',
  nodes: [
    { id: 'c0', kind: 'condition', position, data: { fact: 'profile.city', operator: 'equal', value: '上海' } },
    { id: 'a0', kind: 'action', position, data: { action: 'addTag', tag: 'vip', membership: 'while' } },
  ],
  edges: [{ id: 'c0-a0', source: 'c0', target: 'a0' }],
};
const golden: GoldenCase = {
  name: '小红',
  facts: { 'profile.city': '上海', 'metric.visits': 3, 'profile.time_zone': 'Asia/Tokyo' },
  now: null,
  expected: [{ sign: '+', tag: 'vip' }, { node: 'a0' }],
};

describe('golden customers in a bundle', () => {
  it('carry the facts that the flow reads, and the calendar of the customer', () => {
    expect(bundledGolden(flow, [golden])[0].facts).toEqual({
      'profile.city': '上海',
      'profile.time_zone': 'Asia/Tokyo',
    });
  });

  it('follow the mapping of facts and tags', () => {
    const mapped = mappedGolden({ golden: [golden] }, [
      { kind: 'tag', key: 'vip', action: 'use', to: 'gold' },
      { kind: 'metric', key: 'visits', action: 'create', to: 'shop_visits' },
    ]);
    expect(mapped).toMatchObject([
      { facts: { 'metric.shop_visits': 3 }, expected: [{ sign: '+', tag: 'gold' }, { node: 'a0' }] },
    ]);
  });

  it('take along what the flow has given them already', () => {
    const has: GoldenCase = { ...golden, has: [{ sign: '+', tag: 'vip' }] };
    const travelling = bundledGolden(flow, [has]);
    expect(travelling[0].has).toEqual(has.has);
    expect(
      mappedGolden({ golden: travelling }, [{ kind: 'tag', key: 'vip', action: 'use', to: 'gold' }]),
    ).toMatchObject([{ has: [{ sign: '+', tag: 'gold' }] }]);
  });

  it('are none in a bundle made before there were any', () => {
    expect(mappedGolden({}, [])).toEqual([]);
  });
});
