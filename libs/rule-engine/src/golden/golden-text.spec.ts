import { describe, expect, it } from '@jest/globals';
import type { Catalog, FactType, Flow } from '@tagloom/contracts';
import { readExpectations, writeExpectations } from './expectations.js';
import { readFactText, writeFactText } from './fact-text.js';
import { judgeGolden } from './judge-golden.js';

const position = { x: 0, y: 0 };
const flow: Flow = {
  name: '黄金',
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
    { key: 'vip', name: { 'zh-CN': '贵宾', en: 'VIP guest' }, kind: 'flag', category: 'value' },
    { key: 'sleeping', name: { 'zh-CN': '沉睡' }, kind: 'flag', category: 'behavior' },
    { key: 'level', name: { 'zh-CN': '等级' }, kind: 'one_of', category: 'value', values: ['gold', 'silver'] },
    { key: 'likes', name: { 'zh-CN': '喜好' }, kind: 'many_of', category: 'preference' },
  ],
};

describe('the text of a cell', () => {
  it.each<[string, FactType, unknown]>([
    ['2,500', 'number', 2500],
    ['-3.5', 'number', -3.5],
    ['12 yuan', 'number', undefined],
    ['是', 'boolean', true],
    ['FALSE', 'boolean', false],
    ['maybe', 'boolean', undefined],
    ['2026/5/1', 'date', '2026-05-01'],
    ['2026年5月1日', 'date', '2026-05-01'],
    ['2026-02-30', 'date', undefined],
    [' a； b;;c', 'set', ['a', 'b', 'c']],
    [' 上海 ', 'text', '上海'],
  ])('reads %s as a %s', (text, type, value) => {
    expect(readFactText(text, type)).toEqual(value);
  });

  it('is written so that it reads the same again', () => {
    for (const [value, type] of [
      [2500.5, 'number'],
      [true, 'boolean'],
      ['2026-05-01', 'date'],
      [['a', 'b'], 'set'],
      ['上海', 'text'],
    ] as const)
      expect(readFactText(writeFactText(typeof value === 'object' ? [...value] : value), type)).toEqual(value);
  });
});

describe('what a person types as expected', () => {
  it('is tags by key or by name in either language, with or without a plus, and nodes by their id', () => {
    expect(readExpectations('+vip; －沉睡；等级=gold\na3', flow, words)).toEqual({
      expected: [
        { sign: '+', tag: 'vip' },
        { sign: '-', tag: 'sleeping' },
        { sign: '+', tag: 'level', value: 'gold' },
        { node: 'a3' },
      ],
      unknown: [],
    });
    expect(readExpectations('vip guest', flow, words).expected).toEqual([{ sign: '+', tag: 'vip' }]);
    expect(readExpectations('likes=tea|coffee', flow, words).expected).toEqual([
      { sign: '+', tag: 'likes', value: ['tea', 'coffee'] },
    ]);
  });

  it('names what means nothing', () => {
    expect(readExpectations('+vip; +gost; -a3', flow, words)).toEqual({
      expected: [{ sign: '+', tag: 'vip' }],
      unknown: ['+gost', '-a3'],
    });
  });

  it('may say that nothing happens', () => {
    for (const text of ['', ' ', '无', 'none', '-']) expect(readExpectations(text, flow, words).expected).toEqual([]);
  });

  it('is written so that it reads the same again', () => {
    const { expected } = readExpectations('+vip; -sleeping; level=gold; likes=tea|coffee; a3', flow, words);
    expect(readExpectations(writeExpectations(expected), flow, words)).toEqual({ expected, unknown: [] });
  });
});

describe('judging a golden customer', () => {
  it('passes when exactly what was expected holds', () => {
    expect(judgeGolden(flow, new Set(['a0', 'a3']), [{ sign: '+', tag: 'vip' }, { node: 'a3' }])).toMatchObject({
      missing: [],
      unexpected: [],
      nodeIds: [],
    });
  });

  it('names what is missing, what is too much, and the nodes at fault', () => {
    expect(
      judgeGolden(flow, new Set(['a1', 'a2']), [
        { sign: '+', tag: 'vip' },
        { sign: '+', tag: 'level' },
      ]),
    ).toEqual({
      missing: [{ sign: '+', tag: 'vip' }],
      unexpected: [{ sign: '-', tag: 'sleeping' }],
      got: [
        { sign: '-', tag: 'sleeping' },
        { sign: '+', tag: 'level', value: 'gold' },
      ],
      nodeIds: ['a0', 'a1'],
    });
  });

  it('does not take another value, or another sign, for the one that was expected', () => {
    const { missing } = judgeGolden(flow, new Set(['a1', 'a2']), [
      { sign: '+', tag: 'level', value: 'silver' },
      { sign: '+', tag: 'sleeping' },
    ]);
    expect(missing).toHaveLength(2);
  });
});
