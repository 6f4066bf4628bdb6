export const TAG = 'bench_preview';

const CONDITIONS = [
  { fact: 'metric.orders', operator: 'greaterThanInclusive', value: 25 },
  { fact: 'metric.spend', operator: 'lessThan', value: 80 },
  { fact: 'metric.visits', operator: 'greaterThan', value: 10 },
  { fact: 'profile.city', operator: 'in', value: ['上海', '北京', '广州', '深圳'] },
  { fact: 'profile.occupation', operator: 'in', value: ['教师', '医生', '工程师'] },
  { fact: 'metric.returns', operator: 'lessThan', value: 20 },
];

/** Ten nodes: a trigger, six conditions, one of two of which is enough, and a tag that about one customer in ten would get. */
export function draft() {
  const node = (/** @type {string} */ id, /** @type {string} */ kind, /** @type {object} */ data) => ({
    id,
    kind,
    position: { x: 0, y: 0 },
    data,
  });
  const nodes = [
    node('start', 'trigger', { on: 'change' }),
    ...CONDITIONS.map((data, index) => node(`c${index}`, 'condition', data)),
    node('either', 'gate', { gate: 'any' }),
    node('all', 'gate', { gate: 'all' }),
    node('then', 'action', { action: 'addTag', tag: TAG, membership: 'while' }),
  ];
  const links = [
    ...CONDITIONS.map((_data, index) => ['start', `c${index}`]),
    ...['c0', 'c1', 'c2', 'c3'].map((id) => [id, 'all']),
    ...['c4', 'c5'].map((id) => [id, 'either']),
    ['either', 'all'],
    ['all', 'then'],
  ];
  return {
    name: 'bench preview',
    nodes,
    edges: links.map(([source, target]) => ({ id: `${source}-${target}`, source, target })),
  };
}
