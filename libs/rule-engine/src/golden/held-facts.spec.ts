import { describe, expect, it } from '@jest/globals';
import type { Catalog, Flow } from '@tagloom/contracts';
import { factsOfHas } from './held-facts.js';

const position = { x: 0, y: 0 };
const flow: Flow = {
  name: '给过',
  nodes: [
    { id: 'a0', kind: 'action', position, data: { action: 'addTag', tag: 'vip', membership: 'while' } },
    { id: 'a1', kind: 'action', position, data: { action: 'removeTag', tag: 'sleeping', membership: 'while' } },
    {
      id: 'a2',
      kind: 'action',
      position,
      data: { action: 'setTag', tag: 'level', value: 'gold', membership: 'while' },
    },
    { id: 'a3', kind: 'action', position, data: { action: 'webhook', endpoint: '1', membership: 'once' } },
  ],
  edges: [],
};
const words: Pick<Catalog, 'tags'> = {
  tags: [
    { key: 'vip', name: { 'zh-CN': '贵宾' }, kind: 'flag', category: 'value' },
    { key: 'sleeping', name: { 'zh-CN': '沉睡' }, kind: 'flag', category: 'behavior' },
    { key: 'level', name: { 'zh-CN': '等级' }, kind: 'one_of', category: 'value', values: ['gold', 'silver'] },
  ],
};

describe('what a flow has given a golden customer before', () => {
  it('holds its actions, and the tags that they gave are there', () => {
    const has = [
      { sign: '+' as const, tag: 'vip' },
      { sign: '+' as const, tag: 'level', value: 'gold' },
    ];
    expect(factsOfHas(flow, has, words)).toEqual({
      'held.a0': true,
      'held.a2': true,
      'tag.vip': true,
      'tag.level': 'gold',
    });
  });

  it('is no tag when it was taken away, or when it was no tag at all', () => {
    expect(factsOfHas(flow, [{ sign: '-', tag: 'sleeping' }, { node: 'a3' }], words)).toEqual({
      'held.a1': true,
      'held.a3': true,
    });
  });

  it('holds no action of another value', () => {
    expect(factsOfHas(flow, [{ sign: '+', tag: 'level', value: 'silver' }], words)).toEqual({ 'tag.level': 'silver' });
  });
});
