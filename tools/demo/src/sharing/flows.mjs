import { addTag, condition, draw, gate, onChange, setTag } from '../flows/draw.mjs';

const AT_LEAST = 'greaterThanInclusive';
const HIGH = 5000;
const MIDDLE = 1000;

/**
 * Rules of departments, drawn and published by their own designers. The keys of the tags are those that the departments' names
 * were put before.
 *
 * @param {(tag: string) => string} key
 */
export const departmentFlows = (key) => [
  {
    by: 'designer@tagloom.demo',
    drawing: draw({
      name: '参加618活动',
      description: '最近一次 618 活动期间下过单的客户。',
      nodes: [
        onChange('start'),
        condition('orders', 'metric.orders_618', AT_LEAST, 1),
        addTag('tag', key('joined_618')),
      ],
      edges: [
        ['start', 'orders'],
        ['orders', 'tag'],
      ],
    }),
  },
  {
    by: 'sales@tagloom.demo',
    drawing: draw({
      name: '消费能力分档',
      description: '近一年消费额 5,000 以上为高，1,000 以上为中，其余为低。',
      nodes: [
        onChange('start'),
        condition('is_high', 'metric.spend_365d', AT_LEAST, HIGH),
        condition('is_middle', 'metric.spend_365d', 'between', [MIDDLE, HIGH - 0.01]),
        condition('is_low', 'metric.spend_365d', 'lessThan', MIDDLE),
        setTag('high', key('spending_power'), '高'),
        setTag('middle', key('spending_power'), '中'),
        setTag('low', key('spending_power'), '低'),
      ],
      edges: [
        ['start', 'is_high'],
        ['start', 'is_middle'],
        ['start', 'is_low'],
        ['is_high', 'high'],
        ['is_middle', 'middle'],
        ['is_low', 'low'],
      ],
    }),
  },
  {
    by: 'service@tagloom.demo',
    drawing: draw({
      name: '618 客户优先接待',
      description: '用市场部共享的「参加618活动」：参加过活动、近 180 天又有退货的客户，来电优先接入。',
      nodes: [
        onChange('start'),
        condition('joined', `tag.${key('joined_618')}`, 'equal', true),
        condition('returned', 'metric.returns_180d', AT_LEAST, 1),
        gate('both', { gate: 'all' }),
        addTag('tag', key('served_first')),
      ],
      edges: [
        ['start', 'joined'],
        ['start', 'returned'],
        ['joined', 'both'],
        ['returned', 'both'],
        ['both', 'tag'],
      ],
    }),
  },
];
