/** @param {string} zh @param {string} en */
const text = (zh, en) => ({ 'zh-CN': zh, en });

/** Tags of departments: to the others they are not there, unless they are lent. `group` is one of the taxonomy. */
export const DEPARTMENT_TAGS = [
  {
    department: 'marketing',
    group: 'buying',
    steward: 'designer@tagloom.demo',
    key: 'joined_618',
    name: text('参加618活动', 'Took part in 618'),
    category: 'behavior',
    meaning: '最近一次 618 活动期间（6 月 1 日到 20 日）下过单。',
    purpose: '活动复盘和老客回访',
    sensitivity: 'internal',
    examples: {
      positive: ['6 月 18 日当天下单并付款'],
      negative: ['只领了优惠券，没有下单', '6 月 25 日补下的订单'],
    },
  },
  {
    department: 'sales',
    group: 'worth',
    steward: 'sales@tagloom.demo',
    key: 'spending_power',
    name: text('消费能力', 'Spending power'),
    category: 'value',
    kind: 'one_of',
    values: ['高', '中', '低'],
    meaning: '按近一年消费额分三档，只在销售部内部使用。',
    purpose: '报价策略和大客户分配',
    sensitivity: 'restricted',
    examples: { positive: ['近一年消费 5,000 以上为高'], negative: ['一次性的大额团购，退货后不再算'] },
  },
  {
    department: 'service',
    group: 'buying',
    steward: 'service@tagloom.demo',
    key: 'served_first',
    name: text('优先接待', 'Serve first'),
    category: 'behavior',
    meaning: '参加过 618、近 180 天又有退货的客户，来电优先接入。',
    purpose: '618 之后的售后分流',
    sensitivity: 'internal',
    examples: { positive: ['618 下单，7 月退过一件'], negative: ['没有退货记录的客户'] },
  },
];

/** Lent by somebody of the department that owns it. `days` from now on; without, open-ended. */
export const SHARES = [
  {
    tag: 'joined_618',
    by: 'designer@tagloom.demo',
    to: 'service',
    level: 'use',
    purpose: '618 之后的售后接待分流',
    days: 180,
  },
  { tag: 'joined_618', by: 'designer@tagloom.demo', to: 'sales', level: 'exists', purpose: '目录可见，需要时申请' },
];

/** Waits for an answer of the owner. */
export const REQUESTS = [
  {
    tag: 'joined_618',
    by: 'sales@tagloom.demo',
    department: 'sales',
    level: 'read',
    purpose: '大客户回访前了解活动参与情况',
    days: 90,
  },
];

/** What departments call tags of the whole enterprise. */
export const LOCAL_NAMES = [
  { tag: 'high_value', department: 'service', name: text('VIP 来电', 'VIP caller'), meaning: '来电直接转资深客服。' },
  { tag: 'high_value', department: 'sales', name: text('A 类客户', 'Class A'), meaning: '每月至少拜访一次。' },
];
