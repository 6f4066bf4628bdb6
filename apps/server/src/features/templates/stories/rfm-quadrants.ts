import type { BundleTag } from '@tagloom/contracts';
import { condition, draw, onChange, tagWhile } from '../drawing.js';
import { daysSinceLastOrder, orderPaid, orders365d, spend365d } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const spent = (daysAgo: number, amount: number) => did('order_paid', daysAgo, { amount });
const QUADRANTS = [
  {
    value: 'active_high',
    zh: '活跃高消费',
    en: 'Active, high spend',
    meaning: '近 60 天下过单，近一年消费满 2,000 元。',
  },
  {
    value: 'active_low',
    zh: '活跃低消费',
    en: 'Active, low spend',
    meaning: '近 60 天下过单，近一年消费不到 2,000 元。',
  },
  {
    value: 'inactive_high',
    zh: '沉睡高消费',
    en: 'Inactive, high spend',
    meaning: '超过 60 天没下单，近一年消费满 2,000 元。',
  },
  {
    value: 'inactive_low',
    zh: '沉睡低消费',
    en: 'Inactive, low spend',
    meaning: '超过 60 天没下单，近一年消费不到 2,000 元。',
  },
] as const;
const tagOf = (value: string) => `rfm_${value}`;

export const rfmQuadrants: Story = {
  key: 'rfm_quadrants',
  name: text('RFM 四象限', 'RFM quadrants'),
  story: text(
    '按最近一次下单和近一年消费额，把下过单的客户分进四个象限，每人只在一个象限。分界可以在指标页的 RFM 里调整：默认 60 天、4 单、2,000 元。',
    'By the last order and the spend of a year every buyer is in one of four quadrants. The cuts (60 days, 4 orders, 2,000) can be changed with the RFM model on the metrics page.',
  ),
  needs: {
    eventTypes: [orderPaid],
    tagGroups: [{ key: 'rfm_quadrant', name: text('RFM 象限', 'RFM quadrant'), category: 'value', exclusive: true }],
    tags: QUADRANTS.map(({ value, zh, en, meaning }): BundleTag => ({
      key: tagOf(value),
      name: text(zh, en),
      kind: 'flag',
      category: 'value',
      meaning,
      group: 'rfm_quadrant',
    })),
    metrics: [daysSinceLastOrder, orders365d, spend365d],
    rfm: [
      {
        key: 'order_quadrants',
        name: text('订单四象限', 'Quadrants of orders'),
        recency: 'days_since_last_order',
        frequency: 'orders_365d',
        monetary: 'spend_365d',
        cuts: { method: 'fixed', recency: 60, frequency: 4, monetary: 2000 },
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('RFM 四象限', 'RFM quadrants'),
          say('按订单 RFM 的象限打标签，每人一个。', 'Tags by the quadrant of the RFM of orders, one for each.'),
          [
            onChange(),
            ...QUADRANTS.map(({ value }) => condition(`is_${value}`, 'rfm.order_quadrants_quadrant', 'equal', value)),
            ...QUADRANTS.map(({ value }) => tagWhile(value, tagOf(value))),
          ],
          QUADRANTS.flatMap(({ value }) => [`start>is_${value}`, `is_${value}>${value}`]),
        ),
      golden: [
        ...QUADRANTS.map(({ value, zh, en }) => ({
          name: text(zh, en),
          facts: { 'rfm.order_quadrants_quadrant': value },
          expects: [value],
        })),
        { name: text('还没有下过单', 'No order yet'), facts: { 'rfm.order_quadrants_quadrant': null }, expects: [] },
      ],
    },
  ],
  customers: [
    {
      key: 'hu_yan',
      about: text('呼延：10 天前消费 5,000 元', 'Hu Yan: 5,000 ten days ago'),
      events: spent(10, 5000),
      streamed: { tags: ['rfm_active_high'] },
      later: [{ inDays: 51, tags: ['rfm_inactive_high'] }],
    },
    {
      key: 'ji_xian',
      about: text('季显：差一元到 2,000', 'Ji Xian: one short of 2,000'),
      events: spent(5, 1999),
      streamed: { tags: ['rfm_active_low'] },
      later: [{ inDays: 1, events: spent(-1, 1), tags: ['rfm_active_high'] }],
    },
    {
      key: 'kang_jie',
      about: text('康捷：100 天前消费 3,000 元', 'Kang Jie: 3,000 a hundred days ago'),
      events: spent(100, 3000),
      streamed: { tags: ['rfm_inactive_high'] },
    },
    {
      key: 'lei_heng',
      about: text('雷横：61 天前消费 200 元', 'Lei Heng: 200, 61 days ago'),
      events: spent(61, 200),
      streamed: { tags: ['rfm_inactive_low'] },
    },
    {
      key: 'mu_hong',
      about: text('穆弘：还没有下过单', 'Mu Hong: no order yet'),
      events: did('price_asked', 2),
      streamed: {},
    },
  ],
};
