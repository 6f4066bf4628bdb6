import { BEHAVIOUR_FLOWS } from './behaviour.mjs';
import { addTag, condition, draw, gate, onChange, score } from './draw.mjs';

const AT_LEAST = 'greaterThanInclusive';
const AT_MOST = 'lessThanInclusive';
const MORE = 'greaterThan';

const lifecycle = draw({
  name: '客户生命周期',
  description: '按首次和最近一次下单的时间，把每位客户放进五个阶段之一。',
  nodes: [
    onChange('start'),
    condition('never', 'metric.days_since_last_order', 'isUnknown'),
    condition('recent_first', 'metric.days_since_first_order', AT_MOST, 30),
    condition('known_longer', 'metric.days_since_first_order', MORE, 30),
    condition('within_60', 'metric.days_since_last_order', AT_MOST, 60),
    condition('within_180', 'metric.days_since_last_order', 'between', [61, 180]),
    condition('longer', 'metric.days_since_last_order', MORE, 180),
    addTag('lead', 'lifecycle_lead'),
    addTag('new', 'lifecycle_new'),
    addTag('active', 'lifecycle_active'),
    addTag('dormant', 'lifecycle_dormant'),
    addTag('lost', 'lifecycle_lost'),
  ],
  edges: [
    ['start', 'never'],
    ['start', 'recent_first'],
    ['start', 'known_longer'],
    ['known_longer', 'within_60'],
    ['known_longer', 'within_180'],
    ['known_longer', 'longer'],
    ['never', 'lead'],
    ['recent_first', 'new'],
    ['within_60', 'active'],
    ['within_180', 'dormant'],
    ['longer', 'lost'],
  ],
});

const highValue = draw({
  name: '高价值客户（RFM）',
  description: '最近一次（30）、频次（30）、金额（40）三项加权，达到 60% 即为高价值。',
  nodes: [
    onChange('start'),
    condition('recency', 'metric.days_since_last_order', AT_MOST, 45),
    condition('frequency', 'metric.orders_365d', AT_LEAST, 6),
    condition('monetary', 'metric.spend_365d', AT_LEAST, 2000),
    score('rfm', 60, { recency: 30, frequency: 30, monetary: 40 }),
    addTag('tag', 'high_value'),
  ],
  edges: [
    ['start', 'recency'],
    ['start', 'frequency'],
    ['start', 'monetary'],
    ['recency', 'rfm'],
    ['frequency', 'rfm'],
    ['monetary', 'rfm'],
    ['rfm', 'tag'],
  ],
});

const returnsHeavy = draw({
  name: '退货偏多',
  description: '近 180 天退货至少 3 次；或者退过货，而近 90 天没有再买。',
  nodes: [
    onChange('start'),
    condition('many', 'metric.returns_180d', AT_LEAST, 3),
    condition('some', 'metric.returns_180d', AT_LEAST, 1),
    condition('no_return', 'metric.days_since_last_order', MORE, 90),
    gate('either', { gate: 'any' }),
    addTag('tag', 'returns_heavy'),
  ],
  edges: [
    ['start', 'many'],
    ['start', 'some'],
    ['some', 'no_return'],
    ['many', 'either'],
    ['no_return', 'either'],
    ['either', 'tag'],
  ],
});

const frequentBuyer = draw({
  name: '高频购买',
  description: '近 90 天至少 4 单，并且最近 30 天还在买。',
  nodes: [
    onChange('start'),
    condition('often', 'metric.orders_90d', AT_LEAST, 4),
    condition('lately', 'metric.days_since_last_order', AT_MOST, 30),
    gate('both', { gate: 'all' }),
    addTag('tag', 'frequent_buyer'),
  ],
  edges: [
    ['start', 'often'],
    ['start', 'lately'],
    ['often', 'both'],
    ['lately', 'both'],
    ['both', 'tag'],
  ],
});

const birthdaySoon = draw({
  name: '生日将至',
  description: '未来 7 天内过生日的客户，适合提前准备祝福和优惠。',
  nodes: [
    onChange('start'),
    condition('birthday', 'profile.birthday', 'anniversaryInDays', 7),
    addTag('tag', 'birthday_soon'),
  ],
  edges: [
    ['start', 'birthday'],
    ['birthday', 'tag'],
  ],
});

const highValueQuiet = draw({
  name: '高价值-低活跃',
  description: '消费、客单价、次数三项里至少满足两项，却超过 90 天没有下单，值得唤醒。',
  nodes: [
    onChange('start'),
    condition('spent', 'metric.spend_lifetime', AT_LEAST, 1500),
    condition('basket', 'metric.avg_order_value', AT_LEAST, 400),
    condition('orders', 'metric.orders_365d', AT_LEAST, 4),
    gate('worthy', { gate: 'atLeast', k: 2 }),
    condition('quiet', 'metric.days_since_last_order', MORE, 90),
    gate('both', { gate: 'all' }),
    addTag('tag', 'high_value_quiet'),
  ],
  edges: [
    ['start', 'spent'],
    ['start', 'basket'],
    ['start', 'orders'],
    ['start', 'quiet'],
    ['spent', 'worthy'],
    ['basket', 'worthy'],
    ['orders', 'worthy'],
    ['worthy', 'both'],
    ['quiet', 'both'],
    ['both', 'tag'],
  ],
});

/** Ten working rules. Every tag they write leaves again when its condition no longer holds. */
export const FLOWS = [
  lifecycle,
  highValue,
  returnsHeavy,
  frequentBuyer,
  birthdaySoon,
  highValueQuiet,
  ...BEHAVIOUR_FLOWS,
];
