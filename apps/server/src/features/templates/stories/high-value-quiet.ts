import { all, condition, draw, onChange, tagWhile } from '../drawing.js';
import { lastDays, loggedIn, orderPaid, spend365d, TIMES } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const spent = (daysAgo: number, amount: number) => did('order_paid', daysAgo, { amount });
const came = (...daysAgo: number[]) => did('logged_in', daysAgo);
const facts = (spend: number, logins: number) => ({ 'metric.spend_365d': spend, 'metric.logins_30d': logins });

export const highValueQuiet: Story = {
  key: 'high_value_quiet',
  name: text('高价值-低活跃', 'High value, quiet'),
  story: text(
    '近一年消费不少于 5,000 元，近 30 天却最多登录过一次：这是流失风险最高的一群人，打上标签后做唤醒计划；重新活跃，标签自动离开。',
    'Spent at least 5,000 in a year, but logged in at most once in 30 days: the group most at risk of leaving, to be won back. Once active again, the tag leaves.',
  ),
  needs: {
    eventTypes: [orderPaid, loggedIn],
    tags: [
      {
        key: 'high_value_quiet',
        name: text('高价值-低活跃', 'High value, quiet'),
        kind: 'flag',
        category: 'value',
        meaning: '近一年消费不少于 5,000 元，近 30 天最多登录过一次，值得唤醒。',
      },
    ],
    metrics: [
      spend365d,
      {
        key: 'logins_30d',
        name: text('近 30 天登录次数', 'Logins in 30 days'),
        eventTypes: ['logged_in'],
        aggregation: 'count',
        window: lastDays(30),
        unit: TIMES,
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('高价值-低活跃（登录）', 'High value, quiet (logins)'),
          say(
            '近一年消费不少于 5,000 元，近 30 天最多登录过一次。',
            'At least 5,000 in a year, at most one login in 30 days.',
          ),
          [
            onChange(),
            condition('value', 'metric.spend_365d', 'greaterThanInclusive', 5000),
            condition('quiet', 'metric.logins_30d', 'lessThanInclusive', 1),
            all('both'),
            tagWhile('tag', 'high_value_quiet'),
          ],
          ['start>value', 'start>quiet', 'value>both', 'quiet>both', 'both>tag'],
        ),
      golden: [
        { name: text('消费高、没登录', 'High spend, no login'), facts: facts(5600, 0), expects: ['tag'] },
        { name: text('消费高、常登录', 'High spend, many logins'), facts: facts(9000, 3), expects: [] },
        { name: text('差一元', 'One short'), facts: facts(4999, 0), expects: [] },
      ],
    },
  ],
  customers: [
    {
      key: 'jia_ming',
      about: text('贾明：消费 5,600 元，50 天没登录', 'Jia Ming: spent 5,600, no login for 50 days'),
      events: [...spent(100, 3000), ...spent(60, 2600), ...came(50)],
      streamed: { tags: ['high_value_quiet'] },
    },
    {
      key: 'xia_yu',
      about: text('夏雨：消费 8,000 元，只来过一次', 'Xia Yu: spent 8,000, came once'),
      events: [...spent(40, 8000), ...came(12)],
      streamed: { tags: ['high_value_quiet'] },
      later: [{ inDays: 1, events: came(-1) }],
    },
    {
      key: 'yan_bin',
      about: text('严斌：消费 4,999 元', 'Yan Bin: spent 4,999'),
      events: spent(40, 4999),
      streamed: {},
    },
    {
      key: 'lu_yao',
      about: text('陆瑶：消费 9,000 元，常登录', 'Lu Yao: spent 9,000 and comes often'),
      events: [...spent(40, 9000), ...came(20, 10, 5)],
      streamed: {},
    },
  ],
};
