import { describe, expect, it } from '@jest/globals';
import {
  applyEvent,
  columnValue,
  compileMetrics,
  createState,
  factValue,
  nextRollDay,
  roll,
  values,
  type CompiledMetricInput,
  type MetricEvent,
} from './index.js';

const TODAY = 20_500;

function metric(change: Partial<CompiledMetricInput>) {
  const input: CompiledMetricInput = {
    id: 1,
    key: 'm',
    eventTypes: ['order_paid'],
    aggregation: 'count',
    windowDays: null,
    ...change,
  };
  const set = compileMetrics([input]);
  const state = createState();
  const ignored: string[] = [];
  return {
    set,
    state,
    ignored,
    compiled: set.all[0]!,
    apply: (properties: Record<string, unknown>, localDay = TODAY, rest: Partial<MetricEvent> = {}) =>
      applyEvent(
        set,
        state,
        { type: 'order_paid', properties, ...rest },
        { localDay, today: TODAY },
        (_metric, reason) => ignored.push(reason),
      ),
    value: (today = TODAY) => values(set, state, today).get(1),
  };
}

describe('a window of N days', () => {
  it('holds the N full days before today and today', () => {
    const orders = metric({ windowDays: 90 });
    expect(orders.apply({}, TODAY - 90)).toBe(true);
    expect(orders.apply({}, TODAY)).toBe(true);
    expect(orders.apply({}, TODAY - 91)).toBe(false);
    expect(orders.value()).toBe(2);
    expect(orders.ignored).toEqual(['late']);
  });

  it('loses a day at the local midnight that nextRollDay names', () => {
    const orders = metric({ windowDays: 90 });
    orders.apply({}, TODAY - 90);
    expect(nextRollDay(orders.set, orders.state)).toBe(TODAY + 1);
    expect(roll(orders.set, orders.state, TODAY)).toBe(false);
    expect(roll(orders.set, orders.state, TODAY + 1)).toBe(true);
    expect(orders.value(TODAY + 1)).toBe(0);
    expect(nextRollDay(orders.set, orders.state)).toBeNull();
  });

  it('waits for nothing in a lifetime metric', () => {
    const orders = metric({});
    orders.apply({}, 3);
    expect(nextRollDay(orders.set, orders.state)).toBeNull();
    expect(orders.value()).toBe(1);
  });
});

describe('without events', () => {
  it.each([
    ['count', 0],
    ['sum', 0],
    ['distinct', 0],
    ['average', null],
    ['min', null],
    ['max', null],
    ['days_since_first', null],
    ['days_since_last', null],
  ] as const)('%s is %p', (aggregation, expected) => {
    const property = aggregation === 'count' || aggregation.startsWith('days') ? undefined : 'amount';
    expect(metric({ aggregation, property }).value()).toBe(expected);
  });
});

describe('sums and averages', () => {
  it('add cents without the noise of binary fractions', () => {
    const spent = metric({ aggregation: 'sum', property: 'amount' });
    for (let i = 0; i < 1000; i++) spent.apply({ amount: 0.1 });
    expect(spent.value()).toBe(100);
  });

  it('average what is a number, and report the rest', () => {
    const average = metric({ aggregation: 'average', property: 'amount' });
    expect(average.apply({ amount: 10 })).toBe(true);
    expect(average.apply({ amount: '20' })).toBe(false);
    expect(average.apply({ amount: null })).toBe(false);
    expect(average.apply({})).toBe(false);
    expect(average.apply({ amount: NaN })).toBe(false);
    expect(average.apply({ amount: 1e300 })).toBe(false);
    expect(average.apply({ amount: 0 })).toBe(true);
    expect(average.value()).toBe(5);
    expect(average.ignored).toEqual(['not_numeric', 'no_value', 'no_value', 'not_numeric', 'out_of_range']);
  });

  it('read own properties only', () => {
    const inherited = metric({ aggregation: 'distinct', property: 'toString' });
    expect(inherited.apply({})).toBe(false);
    expect(inherited.value()).toBe(0);
  });
});

describe('distinct', () => {
  it('counts each member of a list, and long texts that differ only at their end', () => {
    const products = metric({ aggregation: 'distinct', property: 'products' });
    products.apply({ products: ['a', 'b', 'a'] });
    products.apply({ products: 'b' });
    products.apply({ products: [] });
    const long = '长'.repeat(300);
    products.apply({ products: [`${long}1`, `${long}2`, `${long}1`] });
    expect(products.value()).toBe(4);
  });

  it('keeps a value in the window as long as its last sighting is in it, in any order', () => {
    const products = metric({ aggregation: 'distinct', property: 'sku', windowDays: 7 });
    products.apply({ sku: 'a' }, TODAY);
    products.apply({ sku: 'a' }, TODAY - 7);
    products.apply({ sku: 'b' }, TODAY - 7);
    expect(products.value()).toBe(2);
    expect(products.value(TODAY + 1)).toBe(1);
    expect(products.value(TODAY + 8)).toBe(0);
  });
});

describe('days since', () => {
  it('stores the day number and gives the distance to today as the fact', () => {
    const last = metric({ aggregation: 'days_since_last' });
    last.apply({}, TODAY - 3);
    expect(last.apply({}, TODAY - 30)).toBe(false);
    expect(columnValue(last.compiled, last.state, TODAY)).toBe(TODAY - 3);
    expect(factValue(last.compiled, TODAY - 3, TODAY + 10)).toBe(13);
    expect(factValue(last.compiled, null, TODAY)).toBeNull();
  });
});

describe('filters', () => {
  const large: CompiledMetricInput['filter'] = (facts) => Number(facts['event.amount']) > 100;

  it('read flat event facts', () => {
    const orders = metric({ filter: large });
    expect(orders.apply({ amount: 101 })).toBe(true);
    expect(orders.apply({ amount: 99 })).toBe(false);
    expect(orders.value()).toBe(1);
  });

  it('read the facts of the caller when given', () => {
    const orders = metric({ filter: large });
    expect(orders.apply({ amount: 1 }, TODAY, { facts: { 'event.amount': 500 } })).toBe(true);
  });
});

describe('compileMetrics', () => {
  it('ignores events of other types', () => {
    const orders = metric({});
    expect(orders.apply({}, TODAY, { type: 'login' })).toBe(false);
    expect(orders.apply({}, TODAY, { type: '__proto__' })).toBe(false);
  });

  it('counts an event once although its type is listed twice', () => {
    const orders = metric({ eventTypes: ['order_paid', 'order_paid'] });
    orders.apply({});
    expect(orders.value()).toBe(1);
  });

  it('refuses ids that are used twice or are no positive integers, and aggregations that lack their property', () => {
    const input: CompiledMetricInput = { id: 1, key: 'm', eventTypes: ['a'], aggregation: 'count', windowDays: 1 };
    expect(() => compileMetrics([input, input])).toThrow(RangeError);
    for (const id of [0, -1, 1.5, NaN]) expect(() => compileMetrics([{ ...input, id }])).toThrow(RangeError);
    expect(() => compileMetrics([{ ...input, aggregation: 'sum' }])).toThrow(/needs a property/);
  });
});
