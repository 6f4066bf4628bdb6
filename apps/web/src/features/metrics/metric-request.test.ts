import { AGGREGATIONS, CreateMetricRequest } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { EMPTY_FILTER, newRow } from '@/platform/ui/filter-rows';
import { AGGREGATION_GROUPS, unitsOf } from './metric-fields';
import { metricRequest, windowOf, type MetricForm } from './metric-request';

const form: MetricForm = {
  key: 'orders_90d',
  zh: ' 近 90 天订单 ',
  en: '',
  eventTypes: ['order_paid'],
  aggregation: 'count',
  windowKind: 'rolling',
  rolling: { amount: 90, unit: 'day' },
  which: 'previous',
  period: 'quarter',
};
const request = (part: Partial<MetricForm>, filter = EMPTY_FILTER) =>
  metricRequest({ ...form, ...part }, filter, EMPTY_FILTER);

describe('a metric as typed', () => {
  it('becomes a request that the contract accepts', () => {
    const filter = {
      match: 'all' as const,
      rows: [newRow({ fact: 'event.amount', operator: 'greaterThan', value: 10 })],
    };
    expect(
      CreateMetricRequest.parse(request({ aggregation: 'sum', property: 'amount', unitZh: '元' }, filter)),
    ).toMatchObject({
      name: { 'zh-CN': '近 90 天订单' },
      property: 'amount',
      window: { kind: 'rolling', amount: 90, unit: 'day' },
      unit: { 'zh-CN': '元' },
      filter: { all: [{ fact: 'event.amount' }] },
    });
  });

  it.each(AGGREGATIONS)('is accepted for %s with every field filled in', (aggregation) => {
    const filled = request({
      aggregation,
      property: 'amount',
      valueType: 'number',
      top: 3,
      grace: 1,
      compare: 'percent',
      thenEvents: ['refund'],
      within: { amount: 1, unit: 'day' },
      timeZone: 'customer',
    });
    expect(CreateMetricRequest.safeParse(filled).error?.issues).toBeUndefined();
  });

  it('has the window of its kind alone', () => {
    expect(windowOf({ ...form, windowKind: 'calendar' })).toEqual({
      kind: 'calendar',
      which: 'previous',
      period: 'quarter',
    });
    expect(windowOf({ ...form, windowKind: 'since', since: '2026-01-01' })).toEqual({
      kind: 'since',
      date: '2026-01-01',
    });
    expect(windowOf({ ...form, windowKind: 'since' })).toBeUndefined();
    expect(request({ aggregation: 'days_since_last' }).window).toEqual({ kind: 'lifetime' });
  });

  it('compares with nothing unless asked to, nor where there is no period before', () => {
    expect(request({ compare: 'none' })).not.toHaveProperty('compare');
    expect(request({ compare: 'percent', windowKind: 'lifetime' })).not.toHaveProperty('compare');
    expect(request({ compare: 'percent' })).toHaveProperty('compare', 'percent');
  });
});

describe('the aggregations offered', () => {
  it('are all of them, each in one group', () => {
    expect(Object.values(AGGREGATION_GROUPS).flat().toSorted()).toEqual([...AGGREGATIONS].toSorted());
  });

  it('count days in windows of days or longer', () => {
    expect(unitsOf('streak_days')[0]).toBe('day');
    expect(unitsOf('count')[0]).toBe('minute');
  });
});
