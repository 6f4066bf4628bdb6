/** @param {string} zh @param {string} en */
const text = (zh, en) => ({ 'zh-CN': zh, en });
const TIMES = text('次', 'times');
const POUNDS = text('英镑', 'GBP');
const DAYS = text('天', 'days');
const PAID = ['order_paid'];
const RETURNED = ['order_returned'];

export const METRICS = [
  {
    key: 'orders_90d',
    name: text('近 90 天下单次数', 'Orders in 90 days'),
    eventTypes: PAID,
    aggregation: 'count',
    windowDays: 90,
    unit: TIMES,
  },
  {
    key: 'orders_365d',
    name: text('近一年下单次数', 'Orders in a year'),
    eventTypes: PAID,
    aggregation: 'count',
    windowDays: 365,
    unit: TIMES,
  },
  {
    key: 'spend_90d',
    name: text('近 90 天消费额', 'Spend in 90 days'),
    eventTypes: PAID,
    aggregation: 'sum',
    property: 'amount',
    windowDays: 90,
    unit: POUNDS,
  },
  {
    key: 'spend_365d',
    name: text('近一年消费额', 'Spend in a year'),
    eventTypes: PAID,
    aggregation: 'sum',
    property: 'amount',
    windowDays: 365,
    unit: POUNDS,
  },
  {
    key: 'spend_lifetime',
    name: text('累计消费额', 'Lifetime spend'),
    eventTypes: PAID,
    aggregation: 'sum',
    property: 'amount',
    windowDays: null,
    unit: POUNDS,
  },
  {
    key: 'avg_order_value',
    name: text('平均客单价', 'Average order value'),
    eventTypes: PAID,
    aggregation: 'average',
    property: 'amount',
    windowDays: null,
    unit: POUNDS,
  },
  {
    key: 'returns_180d',
    name: text('近 180 天退货次数', 'Returns in 180 days'),
    eventTypes: RETURNED,
    aggregation: 'count',
    windowDays: 180,
    unit: TIMES,
  },
  {
    key: 'days_since_last_order',
    name: text('距上次下单', 'Days since last order'),
    eventTypes: PAID,
    aggregation: 'days_since_last',
    windowDays: null,
    unit: DAYS,
  },
  {
    key: 'days_since_first_order',
    name: text('距首次下单', 'Days since first order'),
    eventTypes: PAID,
    aggregation: 'days_since_first',
    windowDays: null,
    unit: DAYS,
  },
  {
    key: 'countries',
    name: text('收货国家数', 'Countries shipped to'),
    eventTypes: PAID,
    aggregation: 'distinct',
    property: 'country',
    windowDays: null,
    unit: text('个', 'countries'),
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
];
