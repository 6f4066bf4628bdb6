/** @param {string} zh @param {string} en */
const text = (zh, en) => ({ 'zh-CN': zh, en });
const TIMES = text('次', 'times');
const POUNDS = text('英镑', 'GBP');
const DAYS = text('天', 'days');
const WEEKS = text('周', 'weeks');
const LIFETIME = { kind: 'lifetime' };
/** @param {number} amount full local days before today, plus today so far */
const lastDays = (amount) => ({ kind: 'rolling', amount, unit: 'day' });
const PAID = ['order_paid'];
const RETURNED = ['order_returned'];

export const METRICS = [
  {
    key: 'orders_90d',
    name: text('近 90 天下单次数', 'Orders in 90 days'),
    eventTypes: PAID,
    aggregation: 'count',
    window: lastDays(90),
    unit: TIMES,
  },
  {
    key: 'orders_365d',
    name: text('近一年下单次数', 'Orders in a year'),
    eventTypes: PAID,
    aggregation: 'count',
    window: lastDays(365),
    unit: TIMES,
  },
  {
    key: 'spend_90d',
    name: text('近 90 天消费额', 'Spend in 90 days'),
    eventTypes: PAID,
    aggregation: 'sum',
    property: 'amount',
    window: lastDays(90),
    unit: POUNDS,
  },
  {
    key: 'spend_365d',
    name: text('近一年消费额', 'Spend in a year'),
    eventTypes: PAID,
    aggregation: 'sum',
    property: 'amount',
    window: lastDays(365),
    unit: POUNDS,
  },
  {
    key: 'spend_lifetime',
    name: text('累计消费额', 'Lifetime spend'),
    eventTypes: PAID,
    aggregation: 'sum',
    property: 'amount',
    window: LIFETIME,
    unit: POUNDS,
  },
  {
    key: 'avg_order_value',
    name: text('平均客单价', 'Average order value'),
    eventTypes: PAID,
    aggregation: 'average',
    property: 'amount',
    window: LIFETIME,
    unit: POUNDS,
  },
  {
    key: 'returns_180d',
    name: text('近 180 天退货次数', 'Returns in 180 days'),
    eventTypes: RETURNED,
    aggregation: 'count',
    window: lastDays(180),
    unit: TIMES,
  },
  {
    key: 'days_since_last_order',
    name: text('距上次下单', 'Days since last order'),
    eventTypes: PAID,
    aggregation: 'days_since_last',
    window: LIFETIME,
    unit: DAYS,
  },
  {
    key: 'days_since_first_order',
    name: text('距首次下单', 'Days since first order'),
    eventTypes: PAID,
    aggregation: 'days_since_first',
    window: LIFETIME,
    unit: DAYS,
  },
  {
    key: 'countries',
    name: text('收货国家数', 'Countries shipped to'),
    eventTypes: PAID,
    aggregation: 'distinct',
    property: 'country',
    window: LIFETIME,
    unit: text('个', 'countries'),
  },
  {
    key: 'orders_lifetime',
    name: text('累计下单次数', 'Lifetime orders'),
    eventTypes: PAID,
    aggregation: 'count',
    window: LIFETIME,
    unit: TIMES,
  },
  {
    key: 'order_streak_weeks',
    name: text('连续下单周数', 'Weeks in a row with an order'),
    eventTypes: PAID,
    aggregation: 'streak_weeks',
    window: LIFETIME,
    unit: WEEKS,
  },
  {
    key: 'longest_streak_weeks_90d',
    name: text('近 90 天最长连续下单周数', 'Longest run of weeks with an order in 90 days'),
    eventTypes: PAID,
    aggregation: 'longest_streak_weeks',
    window: lastDays(90),
    unit: WEEKS,
  },
  {
    key: 'main_country',
    name: text('常用收货国家', 'Country shipped to most'),
    eventTypes: PAID,
    aggregation: 'most_frequent',
    property: 'country',
    window: LIFETIME,
  },
  {
    key: 'spend_vs_last_month',
    name: text('本月消费比上月', 'Spend this month against the last'),
    eventTypes: PAID,
    aggregation: 'sum',
    property: 'amount',
    window: { kind: 'calendar', period: 'month', which: 'this' },
    compare: 'difference',
    unit: POUNDS,
  },
  {
    key: 'orders_618',
    name: text('618 期间下单次数', 'Orders during 618'),
    eventTypes: PAID,
    filter: { fact: 'event.campaign', operator: 'equal', value: '618' },
    aggregation: 'count',
    window: lastDays(365),
    unit: TIMES,
  },
  {
    key: 'returned_within_30d',
    name: text('下单后 30 天内有退货的次数', 'Orders followed by a return within 30 days'),
    eventTypes: PAID,
    aggregation: 'followed',
    then: { eventTypes: RETURNED, within: { amount: 30, unit: 'day' } },
    window: lastDays(365),
    unit: TIMES,
  },
];

/** Cut points at the mean of all customers: eight cells, from 重要价值客户 to 一般挽留客户. */
export const RFM_MODELS = [
  {
    key: 'orders',
    name: text('订单 RFM', 'RFM of orders'),
    recency: 'days_since_last_order',
    frequency: 'orders_lifetime',
    monetary: 'spend_lifetime',
    cuts: { method: 'mean' },
  },
];

export const EVENT_TYPES = [
  { name: 'order_paid', label: text('下单付款', 'Order paid') },
  { name: 'order_returned', label: text('退货', 'Order returned') },
];
export const EVENT_PROPERTIES = [
  { name: 'invoice', type: 'text', label: text('单号', 'Invoice') },
  { name: 'amount', type: 'number', label: text('金额', 'Amount'), unit: POUNDS },
  { name: 'quantity', type: 'number', label: text('件数', 'Quantity'), unit: text('件', 'items') },
  { name: 'products', type: 'set', label: text('商品编号', 'Products') },
  { name: 'country', type: 'text', label: text('国家', 'Country') },
  { name: 'campaign', type: 'text', label: text('大促档期', 'Campaign') },
];
