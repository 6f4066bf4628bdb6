import { addTag, condition, draw, gate, onChange } from './draw.mjs';

const champion = draw({
  name: '重要价值客户',
  description: '订单 RFM 的第一格：最近买过、买得频繁、花得多，都在平均线以上。分界线每晚按全部客户重新计算。',
  nodes: [onChange('start'), condition('cell', 'rfm.orders_cell', 'equal', 'champions'), addTag('tag', 'rfm_champion')],
  edges: [
    ['start', 'cell'],
    ['cell', 'tag'],
  ],
});

const qualitySeeker = draw({
  name: '品质追求者',
  description: '近 90 天里，至少连续两周每周都下过单。',
  nodes: [
    onChange('start'),
    condition('weeks', 'metric.longest_streak_weeks_90d', 'greaterThanInclusive', 2),
    addTag('tag', 'quality_seeker'),
  ],
  edges: [
    ['start', 'weeks'],
    ['weeks', 'tag'],
  ],
});

const spendingUp = draw({
  name: '消费上升',
  description: '本月到今天为止的消费，已经超过上个月全月，并且不是刚来的新客。',
  nodes: [
    onChange('start'),
    condition('more', 'metric.spend_vs_last_month', 'greaterThan', 0),
    condition('known', 'metric.days_since_first_order', 'greaterThan', 60),
    gate('both', { gate: 'all' }),
    addTag('tag', 'spending_up'),
  ],
  edges: [
    ['start', 'more'],
    ['start', 'known'],
    ['more', 'both'],
    ['known', 'both'],
    ['both', 'tag'],
  ],
});

const overseas = draw({
  name: '海外客户',
  description: '最常用的收货国家不是英国。',
  nodes: [
    onChange('start'),
    condition('known', 'metric.main_country', 'isKnown'),
    condition('abroad', 'metric.main_country', 'notEqual', 'United Kingdom'),
    gate('both', { gate: 'all' }),
    addTag('tag', 'overseas'),
  ],
  edges: [
    ['start', 'known'],
    ['start', 'abroad'],
    ['known', 'both'],
    ['abroad', 'both'],
    ['both', 'tag'],
  ],
});

/** Rules over RFM, consecutive weeks, the change against last month, and the most frequent value. */
export const BEHAVIOUR_FLOWS = [champion, qualitySeeker, spendingUp, overseas];
