import { describe, expect, it } from '@jest/globals';
import {
  applyEvent,
  columnValue,
  compileMetrics,
  createState,
  factValue,
  MAX_ENTRIES,
  MetricContext,
  nextRoll,
  roll,
  values,
  type CompiledMetricInput,
  type MetricEvent,
} from './index.js';

const TODAY = 20_500;
const DAY = 86_400_000;
const days = (amount: number) => ({ kind: 'rolling', amount, unit: 'day' }) as const;
const contextOf = (today: number) => new MetricContext(today * DAY, 'UTC');

function metric(change: Partial<CompiledMetricInput>) {
  const input: CompiledMetricInput = {
    id: 1,
    key: 'm',
    eventTypes: ['order_paid'],
    aggregation: 'count',
    window: { kind: 'lifetime' },
    timeZone: 'UTC',
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
        { type: 'order_paid', properties, occurredAt: localDay * DAY, ...rest },
        contextOf(TODAY),
        (_metric, reason) => ignored.push(reason),
      ),
    value: (today = TODAY) => values(set, state, contextOf(today)).get(1),
  };
}

describe('a window of N days', () => {
  it('holds the N full days before today and today', () => {
    const orders = metric({ window: days(90) });
    expect(orders.apply({}, TODAY - 90)).toBe(true);
    expect(orders.apply({}, TODAY)).toBe(true);
    expect(orders.apply({}, TODAY - 91)).toBe(false);
    expect(orders.value()).toBe(2);
    expect(orders.ignored).toEqual(['late']);
  });

  it('loses a day at the local midnight that nextRoll names', () => {
    const orders = metric({ window: days(90) });
    orders.apply({}, TODAY - 90);
    expect(nextRoll(orders.set, orders.state, TODAY * DAY, 'UTC')).toBe((TODAY + 1) * DAY);
    expect(roll(orders.set, orders.state, TODAY * DAY, 'UTC')).toBe(false);
    expect(roll(orders.set, orders.state, (TODAY + 1) * DAY, 'UTC')).toBe(true);
    expect(orders.value(TODAY + 1)).toBe(0);
    expect(nextRoll(orders.set, orders.state, TODAY * DAY, 'UTC')).toBeNull();
  });

  it('waits for nothing in a lifetime metric', () => {
    const orders = metric({});
    orders.apply({}, 3);
    expect(nextRoll(orders.set, orders.state, TODAY * DAY, 'UTC')).toBeNull();
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
    const products = metric({ aggregation: 'distinct', property: 'sku', window: days(7) });
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
    expect(columnValue(last.compiled, last.state, contextOf(TODAY))).toBe(TODAY - 3);
    expect(factValue(last.compiled, TODAY - 3, contextOf(TODAY + 10))).toBe(13);
    expect(factValue(last.compiled, null, contextOf(TODAY))).toBeNull();
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

describe('the bound of what is kept', () => {
  const minutes = { kind: 'rolling', amount: 1440, unit: 'minute' } as const;

  it.each([
    ['an exact window', { window: minutes }, {}],
    ['a sequence', { aggregation: 'followed', then: { eventTypes: ['b'], within: { amount: 1, unit: 'day' } } }, {}],
    ['a tally', { aggregation: 'most_frequent', property: 'sku' }, { sku: true }],
  ] as const)('ignores what is more than it in %s, and says so', (_title, change, { sku }: { sku?: boolean }) => {
    const many = metric(change as Partial<CompiledMetricInput>);
    const at = (index: number) => ({ occurredAt: TODAY * DAY - index * 1000 });
    for (let index = 0; index < MAX_ENTRIES; index++)
      expect(many.apply({ sku: sku && `s${index}` }, TODAY, at(index))).toBe(true);
    expect(many.apply({ sku: sku && 'new' }, TODAY, at(MAX_ENTRIES))).toBe(false);
    expect(many.ignored).toEqual(['too_many']);
    // What is known already needs no room.
    expect(many.apply({ sku: sku && 's0' }, TODAY, at(0))).toBe(true);
  });

  it('makes room by dropping what left the window', () => {
    const many = metric({ window: minutes });
    for (let index = 0; index < MAX_ENTRIES; index++)
      many.apply({}, TODAY, { occurredAt: TODAY * DAY - DAY + 1 + index });
    const later = { type: 'order_paid', properties: {}, occurredAt: TODAY * DAY + 1 };
    expect(applyEvent(many.set, many.state, later, new MetricContext(TODAY * DAY + 1, 'UTC'))).toBe(true);
    expect(many.ignored).toEqual([]);
  });

  it('keeps one last value, however many there were', () => {
    const last = metric({ aggregation: 'last', property: 'sku', window: minutes });
    for (let index = 0; index < MAX_ENTRIES + 10; index++)
      last.apply({ sku: `s${index}` }, TODAY, { occurredAt: TODAY * DAY - 10_000 + index });
    expect(last.value()).toBe(`s${MAX_ENTRIES + 9}`);
    expect(last.ignored).toEqual([]);
  });

  it('cuts texts at 200 characters without splitting one', () => {
    const last = metric({ aggregation: 'last', property: 'sku' });
    last.apply({ sku: `${'x'.repeat(199)}😀` });
    expect(last.value()).toBe('x'.repeat(199));
    expect(last.apply({ sku: ['a'] })).toBe(false);
    expect(last.ignored).toEqual(['not_text']);
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
    const input: CompiledMetricInput = {
      id: 1,
      key: 'm',
      eventTypes: ['a'],
      aggregation: 'count',
      window: days(1),
      timeZone: 'UTC',
    };
    expect(() => compileMetrics([input, input])).toThrow(RangeError);
    for (const id of [0, -1, 1.5, NaN]) expect(() => compileMetrics([{ ...input, id }])).toThrow(RangeError);
    expect(() => compileMetrics([{ ...input, aggregation: 'sum' }])).toThrow(/needs a property/);
    expect(() => compileMetrics([{ ...input, aggregation: 'followed' }])).toThrow(/needs then/);
    expect(() => compileMetrics([{ ...input, timeZone: 'Mars/Olympus' }])).toThrow(/unknown time zone/);
    const minutes = { kind: 'rolling', amount: 5, unit: 'minute' } as const;
    expect(() => compileMetrics([{ ...input, aggregation: 'streak_days', window: minutes }])).toThrow(/whole days/);
  });
});
