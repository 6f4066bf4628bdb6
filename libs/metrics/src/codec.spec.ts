import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ByteReader, ByteWriter } from './bytes.js';
import {
  applyEvent,
  compileMetrics,
  createState,
  decodeState,
  encodeState,
  MetricContext,
  values,
  type CompiledMetricInput,
  type MetricSet,
  type MetricState,
} from './index.js';

const input: CompiledMetricInput = {
  id: 7,
  key: 'spent',
  eventTypes: ['paid'],
  aggregation: 'sum',
  property: 'amount',
  window: { kind: 'rolling', amount: 90, unit: 'day' },
  timeZone: 'UTC',
};
const other: CompiledMetricInput = { ...input, id: 8, key: 'orders', aggregation: 'count' };

function pay(set: MetricSet, state: MetricState, day: number, properties: Record<string, unknown>) {
  const at = day * 86_400_000;
  applyEvent(set, state, { type: 'paid', properties, occurredAt: at }, new MetricContext(at, 'UTC'));
}

function encoded() {
  const set = compileMetrics([input, other]);
  const state = createState();
  for (const [day, amount] of [
    [20_500, 19.99],
    [20_490, 5],
    [-3, 1],
  ] as const)
    pay(set, state, day, { amount });
  return { set, state, bytes: encodeState(set, state) };
}

describe('bytes', () => {
  it('give back every number and text exactly', () => {
    const number = fc.oneof(fc.double({ noNaN: true }), fc.maxSafeInteger(), fc.integer()).map((value) => value + 0);
    fc.assert(
      fc.property(fc.array(number), fc.maxSafeNat(), fc.string({ unit: 'binary' }), (numbers, natural, text) => {
        const writer = new ByteWriter();
        writer.text(text);
        for (const value of numbers) writer.number(value);
        writer.varint(natural);
        const reader = new ByteReader(writer.take());
        expect(reader.text()).toBe(text);
        for (const value of numbers) expect(reader.number()).toBe(value);
        expect(reader.varint()).toBe(natural);
        expect(reader.left).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('keep lone surrogates, which UTF-8 would lose', () => {
    const writer = new ByteWriter();
    writer.text('\ud800茶');
    expect(new ByteReader(writer.take()).text()).toBe('\ud800茶');
  });
});

describe('the codec of a state', () => {
  it('round-trips, days before 1970 included', () => {
    const { state, bytes } = encoded();
    expect(decodeState(bytes)).toEqual(state);
  });

  it('reads bytes that lie inside a larger buffer, as database drivers give them', () => {
    const { state, bytes } = encoded();
    const larger = new Uint8Array(bytes.length + 9);
    larger.set(bytes, 5);
    expect(decodeState(larger.subarray(5, 5 + bytes.length))).toEqual(state);
  });

  it('returns bytes of its own, which the next encoding leaves alone', () => {
    const { set, state, bytes } = encoded();
    const copy = bytes.slice();
    state.clear();
    encodeState(set, state);
    expect(bytes).toEqual(copy);
  });

  it('drops metrics that the set no longer has', () => {
    const { state } = encoded();
    expect([...decodeState(encodeState(compileMetrics([other]), state)).keys()]).toEqual([8]);
  });

  it('is compact: a day of a sum in cents takes six bytes', () => {
    const set = compileMetrics([input]);
    const size = (days: number) => {
      const state = createState();
      for (let day = 0; day < days; day++) pay(set, state, 20_000 + day, { amount: 123.45 });
      return encodeState(set, state).length;
    };
    expect(size(60) - size(50)).toBeLessThanOrEqual(60);
  });

  it('takes no bytes for an empty state', () => {
    expect(decodeState(null).size).toBe(0);
    expect(decodeState(new Uint8Array()).size).toBe(0);
  });

  it('reads states of version 1: a windowed sum, an average, distinct values and a day', () => {
    const bytes = Buffer.from(
      '0107000294c00280dac4090ac0af902608010100c089d52f02090202a8c00201b686020001610a0a000100d08005',
      'hex',
    );
    const lifetime = { kind: 'lifetime' } as const;
    const set = compileMetrics([
      input,
      { ...input, id: 8, key: 'mean', aggregation: 'average', window: lifetime },
      {
        ...input,
        id: 9,
        key: 'skus',
        aggregation: 'distinct',
        property: 'sku',
        window: { ...input.window, amount: 30 },
      },
      { ...input, id: 10, key: 'last', aggregation: 'days_since_last', property: undefined, window: lifetime },
    ] as CompiledMetricInput[]);
    const state = decodeState(bytes);
    const context = new MetricContext(20_500 * 86_400_000, 'UTC');
    expect([...values(set, state, context)]).toEqual([
      [7, 24.99],
      [8, 12.495],
      [9, 2],
      [10, 0],
    ]);
    expect(encodeState(set, state).slice(1)).toEqual(new Uint8Array(bytes.subarray(1)));
  });

  it('refuses an unknown version and every truncation that cuts into a metric', () => {
    const { bytes } = encoded();
    expect(() => decodeState(Uint8Array.of(9, 1))).toThrow(/unknown version 9/);
    const metricsAt = (length: number) => {
      try {
        return decodeState(bytes.subarray(0, length)).size;
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        return 'refused';
      }
    };
    const outcomes = Array.from({ length: bytes.length - 2 }, (_, index) => metricsAt(index + 2));
    expect(outcomes.filter((outcome) => outcome !== 'refused')).toEqual([1]);
  });

  it('never hangs or runs out of memory on damaged bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        try {
          decodeState(Uint8Array.of(2, ...noise));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
