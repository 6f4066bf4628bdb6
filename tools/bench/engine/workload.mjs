/** 100 rules of four conditions and 500 customers, from a fixed seed: every engine gets the same. */
export const RULES = 100;
export const SETS = 500;

const CITIES = ['北京', '上海', '广州', '深圳', '杭州', '成都', '武汉', '西安'];
const HOBBIES = ['护肤', '母婴', '跑步', '读书', '旅行', '美食'];
const NUMBERS = ['orders_90d', 'spend', 'visits', 'returns', 'days_since_order'];

/** mulberry32: a small generator, so that a run can be repeated. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const next = random(20261122);
const upTo = (limit) => Math.floor(next() * limit);
const some = (list, count) => [...list].sort(() => next() - 0.5).slice(0, count);

export const catalog = {
  facts: [
    ...NUMBERS.map((key) => ({ name: `metric.${key}`, type: 'number', source: 'metric', label: { 'zh-CN': key } })),
    { name: 'profile.city', type: 'text', source: 'profile', label: { 'zh-CN': '城市' } },
    { name: 'profile.hobbies', type: 'set', source: 'profile', label: { 'zh-CN': '爱好' } },
  ],
  tags: Array.from({ length: RULES }, (_, at) => ({
    key: `t${at}`,
    name: { 'zh-CN': `标签 ${at}` },
    kind: 'flag',
    category: 'value',
  })),
  eventTypes: [],
};

/** Customers as flat facts. */
export const factSets = Array.from({ length: SETS }, () => ({
  ...Object.fromEntries(NUMBERS.map((key) => [`metric.${key}`, upTo(100)])),
  'profile.city': CITIES[upTo(CITIES.length)],
  'profile.hobbies': some(HOBBIES, 1 + upTo(3)),
}));

function rule() {
  const [low, high] = some(NUMBERS, 2);
  return {
    low: { fact: `metric.${low}`, operator: 'greaterThanInclusive', value: upTo(60) },
    high: { fact: `metric.${high}`, operator: 'lessThan', value: 40 + upTo(60) },
    city: { fact: 'profile.city', operator: 'in', value: some(CITIES, 5) },
    hobby: { fact: 'profile.hobbies', operator: 'contains', value: HOBBIES[upTo(HOBBIES.length)] },
  };
}

/** Every second rule is «all four», the others «two, and one of two». */
export const rules = Array.from({ length: RULES }, (_, at) => ({ ...rule(), isNested: at % 2 === 1 }));
