import type { FactDefinition } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { canLeave, withLeave } from './leave';

const number: FactDefinition = { name: 'metric.orders', type: 'number', source: 'metric', label: { 'zh-CN': '订单' } };
const condition = { fact: 'metric.orders', operator: 'greaterThan', value: 3 };

describe('the value that a condition lets go at', () => {
  it('is offered for numbers compared by size with a number', () => {
    expect(canLeave(condition, number)).toBe(true);
    expect(canLeave({ ...condition, operator: 'equal' }, number)).toBe(false);
    expect(canLeave({ ...condition, value: { fact: 'metric.other' } }, number)).toBe(false);
    expect(canLeave(condition, { ...number, type: 'date' })).toBe(false);
  });

  it('can still be taken away where it does not belong', () => {
    expect(canLeave({ ...condition, operator: 'equal', leaveValue: 2 }, number)).toBe(true);
    expect(withLeave({ ...condition, leaveValue: 2 }, undefined)).toEqual(condition);
  });
});
