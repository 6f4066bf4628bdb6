import type { FactDefinition } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { editorOf, firstComparison, valueForOperator } from './fact-values';

const fact = (type: FactDefinition['type']): FactDefinition => ({
  name: 'x',
  type,
  source: 'profile',
  label: { 'zh-CN': '甲' },
});

describe('the value after another operator is chosen', () => {
  it('stays where the shape is the same', () => {
    expect(valueForOperator(fact('number'), 'lessThan', 'greaterThan', 3)).toBe(3);
  });

  it('becomes the first of a list', () => {
    expect(valueForOperator(fact('text'), 'in', 'equal', 'a')).toEqual(['a']);
  });

  it('goes where it no longer fits', () => {
    expect(valueForOperator(fact('number'), 'between', 'greaterThan', 3)).toBeUndefined();
    expect(valueForOperator(fact('date'), 'inLastDays', 'equal', '2026-01-01')).toBeUndefined();
    expect(valueForOperator(fact('text'), 'isKnown', 'equal', 'a')).toBeUndefined();
  });
});

describe('a newly chosen fact', () => {
  it('is compared with yes when it is yes or no', () => {
    expect(firstComparison(fact('boolean'))).toMatchObject({ value: true });
  });

  it('has an operator that suits its type', () => {
    for (const type of ['number', 'text', 'boolean', 'date', 'set'] as const)
      expect(editorOf(fact(type), firstComparison(fact(type)).operator), type).toBeDefined();
  });
});
