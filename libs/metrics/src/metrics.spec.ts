import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  applyEvent,
  compileMetrics,
  createState,
  decodeState,
  encodeState,
  nextRollDay,
  replaceMetric,
  roll,
  values,
  type MetricState,
} from './index.js';
import { eventArbitrary, METRICS, TODAY } from './testing/arbitraries.js';
import { naiveValue, type TestEvent } from './testing/naive.js';

const set = compileMetrics(METRICS);

function feed(events: readonly TestEvent[], today = TODAY, state: MetricState = createState()): MetricState {
  for (const event of events) applyEvent(set, state, event, { localDay: event.localDay, today });
  return state;
}
const modelled = (events: readonly TestEvent[], today = TODAY) =>
  new Map(METRICS.map((metric) => [metric.id, naiveValue(metric, events, today)]));
const eventsArbitrary = fc.array(eventArbitrary, { maxLength: 40 });

describe('metric state against a plain model', () => {
  it('gives the value that the definition says, for every aggregation and window', () => {
    fc.assert(
      fc.property(eventsArbitrary, (events) => expect(values(set, feed(events), TODAY)).toEqual(modelled(events))),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of events', () => {
    const shuffled = eventsArbitrary.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    fc.assert(
      fc.property(shuffled, ([events, permuted]) =>
        expect(values(set, feed(permuted), TODAY)).toEqual(values(set, feed(events), TODAY)),
      ),
      { numRuns: 300 },
    );
  });

  it('survives the codec at any point of the stream', () => {
    fc.assert(
      fc.property(eventsArbitrary, eventsArbitrary, (first, second) => {
        const state = decodeState(encodeState(set, feed(first)));
        expect(values(set, feed(second, TODAY, state), TODAY)).toEqual(modelled([...first, ...second]));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same values on any later day, rolled or not', () => {
    fc.assert(
      fc.property(eventsArbitrary, fc.integer({ min: 0, max: 120 }), (events, passed) => {
        const today = TODAY + passed;
        const state = feed(events);
        expect(values(set, state, today)).toEqual(modelled(events, today));
        roll(set, state, today);
        expect(values(set, state, today)).toEqual(modelled(events, today));
        expect(roll(set, state, today)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('changes a windowed value by time alone on no day before nextRollDay', () => {
    const windowed = compileMetrics(METRICS.filter(({ windowDays }) => windowDays !== null));
    fc.assert(
      fc.property(eventsArbitrary, (events) => {
        const state = feed(events);
        const next = nextRollDay(windowed, state);
        const today = values(windowed, state, TODAY);
        expect(values(windowed, state, next === null ? TODAY + 500 : next - 1)).toEqual(today);
        if (next !== null) {
          expect(next).toBeGreaterThan(TODAY);
          expect(roll(windowed, state, next - 1)).toBe(false);
          expect(roll(windowed, state, next)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says changed exactly when the stored bytes change', () => {
    fc.assert(
      fc.property(eventsArbitrary, eventArbitrary, (events, event) => {
        const state = feed(events);
        const before = encodeState(set, state);
        const changed = applyEvent(set, state, event, { localDay: event.localDay, today: TODAY });
        expect(changed).toBe(Buffer.compare(before, encodeState(set, state)) !== 0);
      }),
      { numRuns: 500 },
    );
  });

  it('takes over one metric computed from history and leaves the others alone', () => {
    fc.assert(
      fc.property(eventsArbitrary, eventsArbitrary, fc.constantFrom(...METRICS), (live, history, metric) => {
        const state = feed(live);
        replaceMetric(state, feed(history), metric.id);
        const expected = modelled(live).set(metric.id, naiveValue(metric, history, TODAY));
        expect(values(set, state, TODAY)).toEqual(expected);
      }),
    );
  });
});
