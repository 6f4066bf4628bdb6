import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  applyEvent,
  columnValue,
  compileMetrics,
  createState,
  decodeState,
  encodeState,
  MetricContext,
  nextRoll,
  replaceMetric,
  roll,
  values,
  type MetricSet,
  type MetricState,
} from './index.js';
import { metricsOver, sceneArbitrary, type Scene } from './testing/arbitraries.js';
import { naiveValue, type TestEvent } from './testing/naive.js';

type World = Pick<Scene, 'window' | 'timeZone'>;
const sets = new Map<string, MetricSet>();
/** All metrics over a window; compiled once. */
function setOf({ window, timeZone }: World): MetricSet {
  const key = JSON.stringify([window, timeZone]);
  let set = sets.get(key);
  if (!set) sets.set(key, (set = compileMetrics(metricsOver(window, timeZone))));
  return set;
}

function feed(scene: Scene, events = scene.events, state: MetricState = createState()): MetricState {
  const context = new MetricContext(scene.now, scene.home);
  for (const event of events) applyEvent(setOf(scene), state, event, context);
  return state;
}
const byKey = (set: MetricSet, of: (id: number) => unknown) =>
  Object.fromEntries(set.all.map(({ id, key }) => [key, of(id)]));
function stated(scene: Scene, state: MetricState, now = scene.now) {
  const all = values(setOf(scene), state, new MetricContext(now, scene.home));
  return byKey(setOf(scene), (id) => all.get(id));
}
function modelled(scene: Scene, events: readonly TestEvent[] = scene.events, now = scene.now) {
  const set = setOf(scene);
  return byKey(set, (id) => naiveValue(set.byId.get(id)!, events, now, scene.home));
}
function columns(scene: Scene, state: MetricState, now: number) {
  const set = setOf(scene);
  return byKey(set, (id) => columnValue(set.byId.get(id)!, state, new MetricContext(now, scene.home)));
}

const scenes = sceneArbitrary();
const DAY = 86_400_000;

describe('metric state against a plain model of every aggregation over every window', () => {
  it('gives the value that the definition says', () => {
    fc.assert(
      fc.property(scenes, (scene) => expect(stated(scene, feed(scene))).toEqual(modelled(scene))),
      { numRuns: 600 },
    );
  });

  it('does not depend on the order in which events arrive', () => {
    const shuffled = scenes.chain((scene) =>
      fc.tuple(fc.constant(scene), fc.shuffledSubarray([...scene.events], { minLength: scene.events.length })),
    );
    fc.assert(
      fc.property(shuffled, ([scene, permuted]) =>
        expect(stated(scene, feed(scene, permuted))).toEqual(stated(scene, feed(scene))),
      ),
      { numRuns: 500 },
    );
  });

  it('survives the codec at any point of the stream', () => {
    fc.assert(
      fc.property(scenes, fc.nat(30), (scene, split) => {
        const half = feed(scene, scene.events.slice(0, split));
        const decoded = decodeState(encodeState(setOf(scene), half));
        expect(decoded).toEqual(half);
        expect(stated(scene, feed(scene, scene.events.slice(split), decoded))).toEqual(modelled(scene));
      }),
      { numRuns: 250 },
    );
  });

  it('gives the same values at any later time, rolled or not', () => {
    const passed = fc.oneof(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 0, max: 500 * DAY }));
    fc.assert(
      fc.property(scenes, passed, (scene, ms) => {
        const now = scene.now + ms;
        const state = feed(scene);
        const expected = modelled(scene, scene.events, now);
        expect(stated(scene, state, now)).toEqual(expected);
        roll(setOf(scene), state, now, scene.home);
        expect(stated(scene, state, now)).toEqual(expected);
        expect(roll(setOf(scene), state, now, scene.home)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('changes no column by time alone before nextRoll, from one roll to the next until nothing waits', () => {
    fc.assert(
      fc.property(sceneArbitrary(8), fc.double({ min: 0, max: 1, noNaN: true }), (scene, fraction) => {
        const set = setOf(scene);
        const state = feed(scene);
        let now = scene.now;
        for (let hop = 0; hop < 12; hop++) {
          const before = columns(scene, state, now);
          const next = nextRoll(set, state, now, scene.home);
          const until = next === null ? now + 1200 * DAY : next - 1;
          expect(until).toBeGreaterThanOrEqual(now);
          expect(columns(scene, state, until)).toEqual(before);
          expect(columns(scene, state, Math.floor(now + fraction * (until - now)))).toEqual(before);
          if (next === null) return;
          roll(set, state, next, scene.home);
          now = next;
          expect(stated(scene, state, now)).toEqual(modelled(scene, scene.events, now));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('says changed exactly when the stored bytes change', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const [event, ...others] = scene.events;
        if (!event) return;
        const set = setOf(scene);
        const state = feed(scene, others);
        const before = encodeState(set, state);
        const changed = applyEvent(set, state, event, new MetricContext(scene.now, scene.home));
        expect(changed).toBe(Buffer.compare(before, encodeState(set, state)) !== 0);
      }),
      { numRuns: 500 },
    );
  });

  it('takes over one metric computed from history and leaves the others alone', () => {
    fc.assert(
      fc.property(scenes, fc.nat(30), fc.nat(), (scene, split, choice) => {
        const { all } = setOf(scene);
        const metric = all[choice % all.length]!;
        const live = scene.events.slice(0, split);
        const history = scene.events.slice(split);
        const state = feed(scene, live);
        replaceMetric(state, feed(scene, history), metric.id);
        const expected = { ...modelled(scene, live), [metric.key]: modelled(scene, history)[metric.key] };
        expect(stated(scene, state)).toEqual(expected);
      }),
    );
  });

  it('would notice a window whose edge is a millisecond off, an order that matters and a roll that drops too much', () => {
    const shifted = fc.property(scenes, (scene) =>
      expect(stated(scene, feed(scene), scene.now + 1)).toEqual(modelled(scene)),
    );
    const forgetful = fc.property(scenes, (scene) => {
      const state = feed(scene);
      roll(setOf(scene), state, scene.now + 2 * DAY, scene.home);
      expect(stated(scene, state)).toEqual(modelled(scene));
    });
    const late = fc.property(sceneArbitrary(8), (scene) => {
      const state = feed(scene);
      const next = nextRoll(setOf(scene), state, scene.now, scene.home);
      if (next !== null) expect(columns(scene, state, next)).toEqual(columns(scene, state, scene.now));
    });
    for (const broken of [shifted, forgetful, late])
      expect(fc.check(broken, { numRuns: 1000 })).toMatchObject({ failed: true });
  });
});
