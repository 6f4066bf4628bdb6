import type { Catalog, Flow, GoldenFact } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { caseOf, emptyRow, isEmptyRow, mergeFacts, pastedTable, rowOf } from './golden-rows';

const fact = (name: string, type: GoldenFact['type']): GoldenFact => ({
  name,
  type,
  label: { 'zh-CN': name },
  isRead: true,
});
const facts = [fact('profile.city', 'text'), fact('metric.orders', 'number')];
const catalog: Catalog = {
  facts: [],
  tags: [{ key: 'vip', name: { 'zh-CN': '贵宾' }, kind: 'flag', category: 'value' }],
  eventTypes: [],
};
const flow: Flow = { name: '空', nodes: [], edges: [] };

describe('a row of golden customers', () => {
  it('reads as the case that it was made from', () => {
    const golden = {
      name: '小红',
      now: '2026-05-01T02:30:00.000Z',
      facts: { 'profile.city': '上海', 'metric.orders': 3 },
      expected: [{ sign: '+' as const, tag: 'vip' }],
    };
    expect(caseOf(rowOf(golden), facts, flow, catalog)).toEqual({ golden, wrong: [] });
  });

  it('reads as the case of a customer to whom the rule has given something already', () => {
    const vip = { sign: '+' as const, tag: 'vip' };
    const golden = { name: '小红', now: null, facts: {}, expected: [vip], has: [vip] };
    expect(rowOf(golden).has).toBe('+vip');
    expect(caseOf(rowOf(golden), facts, flow, catalog)).toEqual({ golden, wrong: [] });
    expect(caseOf({ ...rowOf(golden), has: '贵宾' }, facts, flow, catalog).golden.has).toEqual([vip]);
    expect(caseOf({ ...rowOf(golden), has: '+gost' }, facts, flow, catalog).wrong).toEqual(['has']);
    expect(caseOf({ ...rowOf(golden), has: '' }, facts, flow, catalog).golden).not.toHaveProperty('has');
  });

  it('names the cells that cannot be read', () => {
    const row = { ...emptyRow(), facts: { 'metric.orders': 'three' }, expected: '+gost' };
    expect(caseOf(row, facts, flow, catalog).wrong).toEqual(['metric.orders', 'expected', 'name']);
  });

  it('is empty until something is typed', () => {
    expect(isEmptyRow(emptyRow())).toBe(true);
    expect(isEmptyRow({ ...emptyRow(), expected: '+vip' })).toBe(false);
    expect(isEmptyRow({ ...emptyRow(), has: '+vip' })).toBe(false);
  });

  it('gets a column for each fact of a file that has none yet', () => {
    expect(mergeFacts(facts, [fact('metric.orders', 'number'), fact('profile.gender', 'text')])).toHaveLength(3);
  });
});

describe('what is pasted', () => {
  it('gets the heading of the table when it has none', () => {
    expect(pastedTable('小红\t\t上海\t3\t\t贵宾\n', facts)).toBe(
      'name\tnow\tprofile.city\tmetric.orders\thas\texpected\n小红\t\t上海\t3\t\t贵宾\n',
    );
    expect(pastedTable('名称\t预期动作\n小红\t贵宾', facts)).toBe('名称\t预期动作\n小红\t贵宾');
  });

  it('is a plain text when it is one cell', () => {
    expect(pastedTable('上海', facts)).toBeUndefined();
  });
});
