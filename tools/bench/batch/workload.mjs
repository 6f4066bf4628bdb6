/**
 * A population and rules over it: four metrics and two profile fields, a hundred rules of four conditions of which one in ten
 * holds. Each customer comes with what the rules gave before (`held`) and with facts of today, of which some have moved.
 */
export const FLOWS = 100;
export const METRICS = ['orders', 'spend', 'visits', 'returns'];
export const EVENT_TYPE = 'bench_purchase';
const CITIES = ['上海', '北京', '广州', '深圳', '杭州', '成都', '南京', '武汉', '西安', '苏州'];
const OCCUPATIONS = ['教师', '医生', '工程师', '设计师', '会计', '店主', '律师', '学生'];
/** Of a hundred customers so many have a metric that moved, by at most this: about one claim in a hundred changes. */
const MOVED_PERCENT = 13;
const FARTHEST_MOVE = 20;

/** mulberry32, so that every run has the same population. @param {number} seed */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @typedef {{ metrics: number[], city: string, occupation: string }} Facts */
/** @typedef {{ low: number, lowValue: number, high: number, highValue: number, cities: string[], occupations: string[] }} Rule */

/** @returns {Rule[]} */
function makeRules() {
  const next = random(20261122);
  const upTo = (/** @type {number} */ limit) => Math.floor(next() * limit);
  const some = (/** @type {string[]} */ list, /** @type {number} */ count) =>
    list.map((item) => ({ item, at: next() })).sort((a, b) => a.at - b.at).slice(0, count).map(({ item }) => item); // prettier-ignore
  return Array.from({ length: FLOWS }, () => {
    const low = upTo(METRICS.length);
    return {
      low,
      lowValue: 25 + upTo(30),
      high: (low + 1 + upTo(METRICS.length - 1)) % METRICS.length,
      highValue: 55 + upTo(30),
      cities: some(CITIES, 5),
      occupations: some(OCCUPATIONS, 4),
    };
  });
}

export const RULES = makeRules();

/** @param {Rule} rule @param {Facts} facts */
const holds = (rule, { metrics, city, occupation }) =>
  metrics[rule.low] >= rule.lowValue &&
  metrics[rule.high] < rule.highValue &&
  rule.cities.includes(city) &&
  rule.occupations.includes(occupation);

/** The numbers of the rules that hold. @param {Facts} facts */
export function heldBy(facts) {
  const held = [];
  for (let n = 0; n < RULES.length; n++) if (holds(RULES[n], facts)) held.push(n);
  return held;
}

/** @param {number} count @returns {Generator<{ before: number[], now: Facts }>} */
export function* population(count) {
  const next = random(7);
  for (let at = 0; at < count; at++) {
    const metrics = METRICS.map(() => Math.floor(next() * 100));
    const facts = {
      metrics,
      city: CITIES[Math.floor(next() * CITIES.length)],
      occupation: OCCUPATIONS[Math.floor(next() * OCCUPATIONS.length)],
    };
    const before = heldBy(facts);
    if (next() * 100 >= MOVED_PERCENT) {
      yield { before, now: facts };
      continue;
    }
    const moved = [...metrics];
    moved[Math.floor(next() * METRICS.length)] += 1 + Math.floor(next() * FARTHEST_MOVE);
    yield { before, now: { ...facts, metrics: moved } };
  }
}

/** Rule `n` as it is drawn. @param {number} n */
export function flow(n) {
  const { low, lowValue, high, highValue, cities, occupations } = RULES[n];
  const conditions = [
    [`metric.${METRICS[low]}`, 'greaterThanInclusive', lowValue],
    [`metric.${METRICS[high]}`, 'lessThan', highValue],
    ['profile.city', 'in', cities],
    ['profile.occupation', 'in', occupations],
  ];
  const nodes = [
    { id: 'trigger', kind: 'trigger', data: { on: 'change' } },
    ...conditions.map(([fact, operator, value], at) => ({
      id: `c${at}`,
      kind: 'condition',
      data: { fact, operator, value },
    })),
    { id: 'tag', kind: 'action', data: { action: 'addTag', tag: `bench_${n}`, membership: 'while' } },
  ];
  return {
    name: `bench ${n}`,
    nodes: nodes.map((node, at) => ({ ...node, position: { x: 0, y: at * 160 } })),
    edges: nodes.slice(1).map(({ id }, at) => ({ id: `${nodes[at].id}-${id}`, source: nodes[at].id, target: id })),
  };
}
