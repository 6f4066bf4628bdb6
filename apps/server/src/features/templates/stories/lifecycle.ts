import type { BundleTag } from '@tagloom/contracts';
import { condition, draw, onChange, tagWhile } from '../drawing.js';
import { daysSinceFirstOrder, daysSinceLastOrder, orderPaid } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const paid = (...daysAgo: number[]) => did('order_paid', daysAgo, { amount: 80 });
const stage = (key: string, zh: string, en: string, meaning: string): BundleTag => ({
  key: `lifecycle_${key}`,
  name: text(zh, en),
  kind: 'flag',
  category: 'behavior',
  meaning,
  group: 'lifecycle',
});
const facts = (first: number | null, last: number | null) => ({
  'metric.days_since_first_order': first,
  'metric.days_since_last_order': last,
});
const FIRST = 'metric.days_since_first_order';
const LAST = 'metric.days_since_last_order';

export const lifecycle: Story = {
  key: 'lifecycle',
  name: text('生命周期阶段', 'Lifecycle stages'),
  story: text(
    '每位客户同一时间只在一个阶段：潜客、新客、活跃用户、沉默用户、流失用户。按首次和最近一次下单的时间自动流转。',
    'Every customer is in one stage at a time: lead, new, active, dormant or lost. They move on by themselves with the time since the first and the last order.',
  ),
  needs: {
    eventTypes: [orderPaid],
    tagGroups: [{ key: 'lifecycle', name: text('生命周期', 'Lifecycle'), category: 'behavior', exclusive: true }],
    tags: [
      stage('lead', '潜客', 'Lead', '留下了资料，还没有下过单。'),
      stage('new', '新客', 'New customer', '首次下单不超过 30 天。'),
      stage('active', '活跃用户', 'Active', '最近 60 天内下过单的老客户。'),
      stage('dormant', '沉默用户', 'Dormant', '61 到 180 天没有下单。'),
      stage('lost', '流失用户', 'Lost', '超过 180 天没有下单。'),
    ],
    metrics: [daysSinceFirstOrder, daysSinceLastOrder],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('生命周期阶段', 'Lifecycle stages'),
          say(
            '没下过单是潜客；首单 30 天内是新客；之后按最近一次下单：60 天内活跃，180 天内沉默，更久为流失。',
            'No order: lead. First order within 30 days: new. Then by the last order: within 60 days active, within 180 dormant, longer ago lost.',
          ),
          [
            onChange(),
            condition('never', LAST, 'isUnknown'),
            condition('recent_first', FIRST, 'lessThanInclusive', 30),
            condition('known_longer', FIRST, 'greaterThan', 30),
            condition('within_60', LAST, 'lessThanInclusive', 60),
            condition('within_180', LAST, 'between', [61, 180]),
            condition('longer', LAST, 'greaterThan', 180),
            tagWhile('lead', 'lifecycle_lead'),
            tagWhile('new', 'lifecycle_new'),
            tagWhile('active', 'lifecycle_active'),
            tagWhile('dormant', 'lifecycle_dormant'),
            tagWhile('lost', 'lifecycle_lost'),
          ],
          [
            ...['start>never', 'start>recent_first', 'start>known_longer'],
            ...['known_longer>within_60', 'known_longer>within_180', 'known_longer>longer'],
            ...['never>lead', 'recent_first>new', 'within_60>active', 'within_180>dormant', 'longer>lost'],
          ],
        ),
      golden: [
        { name: text('没有下过单', 'No order'), facts: facts(null, null), expects: ['lead'] },
        { name: text('首单正好 30 天', 'First order 30 days ago'), facts: facts(30, 30), expects: ['new'] },
        { name: text('首单 31 天', 'First order 31 days ago'), facts: facts(31, 31), expects: ['active'] },
        { name: text('61 天没下单', 'No order for 61 days'), facts: facts(400, 61), expects: ['dormant'] },
        { name: text('180 天没下单', 'No order for 180 days'), facts: facts(400, 180), expects: ['dormant'] },
        { name: text('181 天没下单', 'No order for 181 days'), facts: facts(400, 181), expects: ['lost'] },
      ],
    },
  ],
  customers: [
    {
      key: 'ai_qing',
      about: text('艾青：只看过价格', 'Ai Qing: has only asked for a price'),
      events: did('price_asked', 20),
      streamed: { tags: ['lifecycle_lead'] },
    },
    {
      key: 'bao_er',
      about: text('鲍尔：首单正好 30 天前', 'Bao Er: first order exactly 30 days ago'),
      events: paid(30),
      streamed: { tags: ['lifecycle_new'] },
      later: [{ inDays: 1, tags: ['lifecycle_active'] }],
    },
    {
      key: 'chai_jin',
      about: text('柴进：老客户，20 天前下过单', 'Chai Jin: an old customer, ordered 20 days ago'),
      events: paid(100, 20),
      streamed: { tags: ['lifecycle_active'] },
    },
    {
      key: 'dai_zong',
      about: text('戴宗：180 天没下单，明天算流失', 'Dai Zong: no order for 180 days, lost tomorrow'),
      events: paid(250, 180),
      streamed: { tags: ['lifecycle_dormant'] },
      later: [{ inDays: 1, tags: ['lifecycle_lost'] }],
    },
    {
      key: 'gong_ming',
      about: text('公明：200 天没下单，又回来了', 'Gong Ming: no order for 200 days, then back'),
      events: paid(200),
      streamed: { tags: ['lifecycle_lost'] },
      later: [{ inDays: 1, events: paid(-1), tags: ['lifecycle_active'] }],
    },
  ],
};
