import { all, condition, draw, onChange, tagWhile } from '../drawing.js';
import { LIFETIME, orderPaid, TIMES } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const spent = (daysAgo: number, amount: number) => did('order_paid', daysAgo, { amount });
const referred = (daysAgo: number) => did('customer_referred', daysAgo);

export const vipAmbassador: Story = {
  key: 'vip_ambassador',
  name: text('VIP推广大使', 'VIP ambassador'),
  story: text(
    '单笔消费超过 10,000 元的客户是「大额消费」；在此之上又推荐了新客户，就叠加「VIP推广大使」。两条规则，后一条读前一条打的标签。',
    'A single spend of over 10,000 makes a “Big spender”; who has also referred a new customer is a “VIP ambassador” on top. Two rules: the second reads the tag of the first.',
  ),
  needs: {
    eventTypes: [
      orderPaid,
      { name: 'customer_referred', label: text('推荐新客户', 'Customer referred'), properties: [] },
    ],
    tags: [
      {
        key: 'big_spender',
        name: text('大额消费', 'Big spender'),
        kind: 'flag',
        category: 'value',
        meaning: '有过一笔超过 10,000 元的消费。',
      },
      {
        key: 'vip_ambassador',
        name: text('VIP推广大使', 'VIP ambassador'),
        kind: 'flag',
        category: 'value',
        meaning: '大额消费客户，并且推荐过新客户。',
      },
    ],
    metrics: [
      {
        key: 'largest_order',
        name: text('最大单笔消费', 'Largest order'),
        eventTypes: ['order_paid'],
        aggregation: 'max',
        property: 'amount',
        window: LIFETIME,
      },
      {
        key: 'referrals',
        name: text('累计推荐新客户数', 'Customers referred'),
        eventTypes: ['customer_referred'],
        aggregation: 'count',
        window: LIFETIME,
        unit: TIMES,
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('大额消费', 'Big spender'),
          say('有过一笔超过 10,000 元的消费。', 'Has spent over 10,000 at once.'),
          [
            onChange(),
            condition('largest', 'metric.largest_order', 'greaterThan', 10000),
            tagWhile('tag', 'big_spender'),
          ],
          ['start>largest', 'largest>tag'],
        ),
      golden: [
        { name: text('一笔 12,000 元', 'One of 12,000'), facts: { 'metric.largest_order': 12000 }, expects: ['tag'] },
        { name: text('正好 10,000 元', 'Exactly 10,000'), facts: { 'metric.largest_order': 10000 }, expects: [] },
      ],
    },
    {
      draw: (say) =>
        draw(
          say('VIP推广大使', 'VIP ambassador'),
          say('已是「大额消费」，并且推荐过新客户。', 'A “Big spender” who has referred a customer.'),
          [
            onChange(),
            condition('spender', 'tag.big_spender', 'equal', true),
            condition('referred', 'metric.referrals', 'greaterThanInclusive', 1),
            all('both'),
            tagWhile('tag', 'vip_ambassador'),
          ],
          ['start>spender', 'start>referred', 'spender>both', 'referred>both', 'both>tag'],
        ),
      golden: [
        {
          name: text('大额消费且推荐过', 'A big spender who referred'),
          facts: { 'tag.big_spender': true, 'metric.referrals': 1 },
          expects: ['tag'],
        },
        {
          name: text('推荐过三次，但没有大额消费', 'Three referrals, no big spend'),
          facts: { 'tag.big_spender': false, 'metric.referrals': 3 },
          expects: [],
        },
      ],
    },
  ],
  customers: [
    {
      key: 'tang_wei',
      about: text('唐薇：先消费 12,000 元，后推荐朋友', 'Tang Wei: spent 12,000, then referred a friend'),
      events: [...spent(10, 12000), ...referred(3)],
      streamed: { tags: ['big_spender', 'vip_ambassador'] },
    },
    {
      key: 'peng_hao',
      about: text('彭浩：先推荐，后消费 10,500 元', 'Peng Hao: referred first, then spent 10,500'),
      events: [...referred(30), ...spent(2, 10500)],
      streamed: { tags: ['big_spender', 'vip_ambassador'] },
    },
    {
      key: 'cao_lei',
      about: text('曹磊：消费 20,000 元，没有推荐', 'Cao Lei: spent 20,000, referred nobody'),
      events: spent(6, 20000),
      streamed: { tags: ['big_spender'] },
    },
    {
      key: 'deng_chao',
      about: text('邓超：一笔正好 10,000 元', 'Deng Chao: exactly 10,000 at once'),
      events: [...spent(8, 10000), ...referred(1)],
      streamed: {},
    },
    {
      key: 'xu_nuo',
      about: text('许诺：两笔各 6,000 元', 'Xu Nuo: twice 6,000'),
      events: [...spent(8, 6000), ...spent(4, 6000), ...referred(1)],
      streamed: {},
    },
  ],
};
