import { describe, expect, it } from '@jest/globals';
import type { Condition } from '@tagloom/contracts';
import { compileFlow, conditionToSql, explain, flowCondition, flowReads, heldFact } from '../index.js';
import { catalog } from '../testing/catalog.js';
import { addVip, flowOf, graphOf, node } from '../testing/flows.js';

const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const orders: Condition = { fact: 'metric.orders_90d', operator: 'greaterThanInclusive', value: 3 };
const city: Condition = { fact: 'profile.city', operator: 'equal', value: '北京' };

describe('an action with two thresholds', () => {
  const flow = graphOf(
    [
      node('t', 'trigger', { on: 'change' }),
      node('a', 'condition', { fact: 'metric.orders_90d', operator: 'greaterThanInclusive', value: 3, leaveValue: 1 }),
      node('b', 'condition', { fact: 'profile.city', operator: 'isKnown' }),
      node('s', 'score', { threshold: 100, leaveThreshold: 50, weights: {} }),
      node('x', 'action', addVip),
    ],
    't>a',
    't>b',
    'a>s',
    'b>s',
    's>x',
  );

  it('names what must be known of it', () => {
    expect(compileFlow(flow, catalog).heldReads).toEqual(['x']);
    expect(compileFlow(flow, catalog).reads).toEqual(['metric.orders_90d', 'profile.city']);
    expect(compileFlow(flowOf(orders), catalog).heldReads).toEqual([]);
  });

  it('shows one tree with both thresholds, and which one counted', async () => {
    const facts = { 'metric.orders_90d': 1 };
    const out = await explain(flow, facts, moment, catalog);
    expect(out.nodes).toMatchObject({ a: 'no', b: 'no', s: 'no', x: 'no' });
    const held = await explain(flow, { ...facts, [heldFact('x')]: true }, moment, catalog);
    expect(held.nodes).toMatchObject({ a: 'yes', b: 'no', s: 'yes', x: 'yes' });
    expect(held.actions[0]!.trace).toMatchObject({
      kind: 'score',
      required: 100,
      leaveRequired: 50,
      isHeld: true,
      reached: 50,
      children: [{ expected: 3, leaveExpected: 1, isHeld: true, actual: 1, verdict: 'yes' }, { verdict: 'no' }],
    });
    expect(out.actions[0]!.trace).toMatchObject({ leaveRequired: 50, isHeld: false, reached: 0 });
    expect(held.nearestFlips).toMatchObject([{ nodeId: 'a', needed: 0 }]);
  });

  it('is counted by the slot that it holds', () => {
    const condition = flowCondition(flow, 'x', catalog);
    const { sql } = conditionToSql(condition, catalog, moment, { heldSlots: new Map([['x', 12]]) });
    expect(sql).toContain('OR ((12 = ANY(c.held)) AND ');
    expect(conditionToSql(condition, catalog, moment).sql).toContain('(FALSE AND ');
  });
});

describe('an audience', () => {
  const flow = { ...flowOf(orders), audience: { include: ['vip'], exclude: ['level'] } };

  it('is part of every answer and explanation', async () => {
    const facts = { 'metric.orders_90d': 5, 'tag.vip': true, 'tag.level': '金' };
    const { nodes, actions } = await explain(flow, facts, moment, catalog);
    expect(nodes).toMatchObject({ audience: 'no', 'condition-2': 'yes', 'action-3': 'no' });
    expect(actions[0]!.trace).toMatchObject({
      kind: 'all',
      children: [{ nodeId: 'audience' }, { nodeId: 'condition-2' }],
    });
    expect(flowReads(flow)).toEqual(['metric.orders_90d', 'tag.vip', 'tag.level']);
  });

  it('needs no catalog to be understood', async () => {
    const held = { 'metric.orders_90d': 5, 'tag.vip': true };
    expect((await explain(flow, held, moment)).nodes.audience).toBe('yes');
    expect((await explain(flow, { ...held, 'tag.vip': false }, moment)).nodes.audience).toBe('no');
    expect((await explain(flow, { ...held, 'tag.level': '金' }, moment)).nodes.audience).toBe('no');
  });
});

describe('customers’ own calendars', () => {
  const birthday: Condition = { fact: 'profile.birthday', operator: 'newerThan', value: { amount: 1, unit: 'month' } };
  const zoneOfCustomer = { column: 'p_time_zone', fallback: 'Asia/Shanghai' };

  it('are asked for every date that is today somewhere', () => {
    const at = (now: string) =>
      conditionToSql(birthday, catalog, { ...moment, now: new Date(now) }, { zoneOfCustomer });
    expect(at('2026-11-22T04:00:00Z').sql.match(/WHEN/g)).toHaveLength(2);
    expect(at('2026-11-22T10:30:00Z').sql.match(/WHEN/g)).toHaveLength(3);
    expect(at('2026-11-22T04:00:00Z').params).toEqual([
      ...['2026-11-21', '2026-10-21', '2026-11-21', '2026-11-22', '2026-10-22', '2026-11-22'],
      ...['2026-11-22T04:00:00.000Z', 'Asia/Shanghai'],
    ]);
  });
  it('cost nothing where no day is asked for', () => {
    expect(conditionToSql(city, catalog, moment, { zoneOfCustomer })).toEqual(conditionToSql(city, catalog, moment));
  });
  it('are a choice of the flow', () => {
    expect(compileFlow({ ...flowOf(city), timeZone: 'customer' }, catalog).timeZone).toBe('customer');
    expect(compileFlow(flowOf(city), catalog).timeZone).toBe('organisation');
  });
});
