import { CreateMetricRequest } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { EMPTY_FILTER, newRow } from '@/platform/ui/filter-rows';
import { metricRequest, type MetricForm } from './metric-request';

const form: MetricForm = {
  key: 'orders_90d',
  zh: ' 近 90 天订单 ',
  en: '',
  eventTypes: ['order_paid'],
  aggregation: 'count',
  span: 'days',
  days: 90,
};

describe('a metric as typed', () => {
  it('becomes a request that the contract accepts', () => {
    const filter = {
      match: 'all' as const,
      rows: [newRow({ fact: 'event.amount', operator: 'greaterThan', value: 10 })],
    };
    const request = metricRequest({ ...form, aggregation: 'sum', property: 'amount', unitZh: '元' }, filter);
    expect(CreateMetricRequest.parse(request)).toMatchObject({
      name: { 'zh-CN': '近 90 天订单' },
      property: 'amount',
      windowDays: 90,
      unit: { 'zh-CN': '元' },
      filter: { all: [{ fact: 'event.amount' }] },
    });
  });

  it('has no window for days since, and no property for a count', () => {
    expect(metricRequest({ ...form, aggregation: 'days_since_last' }, EMPTY_FILTER)).toMatchObject({
      windowDays: null,
    });
    expect(metricRequest({ ...form, property: 'amount' }, EMPTY_FILTER)).not.toHaveProperty('property');
  });

  it('is over the lifetime when that was chosen, whatever the days', () => {
    expect(metricRequest({ ...form, span: 'lifetime' }, EMPTY_FILTER).windowDays).toBeNull();
  });
});
