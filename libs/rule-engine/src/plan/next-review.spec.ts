import { describe, expect, it } from '@jest/globals';
import type { Condition } from '@tagloom/contracts';
import { compileFlow, evaluatePlan, heldFact, startOfDay } from '../index.js';
import { catalog } from '../testing/catalog.js';
import { flowOf } from '../testing/flows.js';

const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const orders: Condition = { fact: 'metric.orders_90d', operator: 'greaterThanInclusive', value: 3 };

describe('nextReviewAt', () => {
  const reviewOf = (condition: Condition, facts: Record<string, unknown>) =>
    evaluatePlan(compileFlow(flowOf(condition), catalog), facts, moment).nextReviewAt?.toISOString() ?? null;
  const days: Condition = { fact: 'metric.days_since_order', operator: 'greaterThan', value: 30 };

  it('is the local midnight at which the days pass the number', () => {
    expect(reviewOf(days, { 'metric.days_since_order': 12 })).toBe('2026-12-10T16:00:00.000Z');
  });
  it('is null when time alone cannot change the answer', () => {
    expect(reviewOf(days, { 'metric.days_since_order': 31 })).toBeNull();
    expect(reviewOf(days, {})).toBeNull();
    expect(reviewOf(orders, { 'metric.orders_90d': 1 })).toBeNull();
  });
  it('is when a birthday comes into view, and when it leaves', () => {
    const birthday: Condition = { fact: 'profile.birthday', operator: 'anniversaryInDays', value: 7 };
    expect(reviewOf(birthday, { 'profile.birthday': '1990-12-10' })).toBe('2026-12-02T16:00:00.000Z');
    expect(reviewOf(birthday, { 'profile.birthday': '1990-11-25' })).toBe('2026-11-25T16:00:00.000Z');
  });
  it('is when a length of time has passed, on a calendar with short months', () => {
    const older: Condition = { fact: 'profile.birthday', operator: 'olderThan', value: { amount: 1, unit: 'month' } };
    expect(reviewOf(older, { 'profile.birthday': '2026-11-10' })).toBe('2026-12-10T16:00:00.000Z');
    expect(reviewOf(older, { 'profile.birthday': '2027-01-31' })).toBe('2027-02-28T16:00:00.000Z');
    expect(reviewOf(older, { 'profile.birthday': '2027-02-28' })).toBe('2027-03-31T16:00:00.000Z');
    expect(reviewOf(older, { 'profile.birthday': '2020-01-01' })).toBeNull();
  });
  it('is on the calendar on which the metric counts', () => {
    const visit: Condition = { fact: 'metric.days_since_visit', operator: 'greaterThan', value: 30 };
    expect(reviewOf(visit, { 'metric.days_since_visit': 30 })).toBe('2026-11-22T05:00:00.000Z');
    const login: Condition = { fact: 'metric.days_since_login', operator: 'greaterThan', value: 30 };
    const plan = compileFlow(flowOf(login), catalog);
    const at = (over: object) =>
      evaluatePlan(plan, { 'metric.days_since_login': 30 }, { ...moment, ...over }).nextReviewAt;
    expect(at({ customerTimeZone: 'Asia/Kathmandu' })?.toISOString()).toBe('2026-11-22T18:15:00.000Z');
    expect(at({})?.toISOString()).toBe('2026-11-22T16:00:00.000Z');
  });
  it('is when an RFM cut is passed', () => {
    const cell: Condition = { fact: 'rfm.shop_cell', operator: 'equal', value: 'champions' };
    const facts = (days: number) => ({ 'rfm.shop_cell': 'champions', 'metric.days_since_order': days });
    expect(reviewOf(cell, facts(28))).toBe('2026-11-24T16:00:00.000Z');
    expect(reviewOf(cell, facts(31))).toBeNull();
  });
  it('looks at the threshold to leave by only while the action holds', () => {
    const fresh: Condition = { fact: 'metric.days_since_order', operator: 'lessThan', value: 10 };
    const drawn = flowOf(fresh);
    const nodes = drawn.nodes.map((item) =>
      item.kind === 'condition' ? { ...item, data: { ...item.data, leaveValue: 20 } } : item,
    );
    const plan = compileFlow({ ...drawn, nodes }, catalog);
    const at = (facts: object) =>
      evaluatePlan(plan, { 'metric.days_since_order': 12, ...facts }, moment).nextReviewAt?.toISOString() ?? null;
    expect(at({})).toBeNull();
    expect(at({ [heldFact('action-3')]: true })).toBe('2026-11-29T16:00:00.000Z');
  });
  it('starts a day when it begins, where midnight does not exist', () => {
    const day = Date.UTC(2018, 10, 4) / 86_400_000;
    expect(new Date(startOfDay(day, 'America/Sao_Paulo')).toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });
});
