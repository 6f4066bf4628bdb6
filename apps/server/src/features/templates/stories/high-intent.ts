import { action, condition, draw, onChange, score } from '../drawing.js';
import { lastDays, TIMES } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const opened = (...daysAgo: number[]) => did('manual_opened', daysAgo);

export const highIntent: Story = {
  key: 'high_intent',
  name: text('高意向', 'High intent'),
  story: text(
    '连续三天打开产品手册的客户，匹配度达到 60% 就推荐「高意向」，由销售确认后才打上。询价、预约演示也各计 20 分。',
    'Who opens the product manual three days running reaches a match of 60 % and is proposed as “High intent”; a salesperson confirms it. Asking for a price and booking a demo count 20 each.',
  ),
  needs: {
    eventTypes: [
      { name: 'manual_opened', label: text('打开产品手册', 'Manual opened'), properties: [] },
      { name: 'price_asked', label: text('询价', 'Price asked'), properties: [] },
      { name: 'demo_booked', label: text('预约演示', 'Demo booked'), properties: [] },
    ],
    tags: [
      {
        key: 'high_intent',
        name: text('高意向', 'High intent'),
        kind: 'flag',
        category: 'behavior',
        meaning: '连续三天打开产品手册等行为达到 60% 匹配度，并经人确认。',
      },
    ],
    metrics: [
      {
        key: 'manual_days_running_14d',
        name: text('近 14 天最长连续打开手册天数', 'Longest run of days with the manual in 14 days'),
        eventTypes: ['manual_opened'],
        aggregation: 'longest_streak_days',
        window: lastDays(14),
      },
      {
        key: 'price_asked_14d',
        name: text('近 14 天询价次数', 'Prices asked in 14 days'),
        eventTypes: ['price_asked'],
        aggregation: 'count',
        window: lastDays(14),
        unit: TIMES,
      },
      {
        key: 'demo_booked_14d',
        name: text('近 14 天预约演示次数', 'Demos booked in 14 days'),
        eventTypes: ['demo_booked'],
        aggregation: 'count',
        window: lastDays(14),
        unit: TIMES,
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('高意向', 'High intent'),
          say(
            '连续三天打开产品手册计 60，询价、预约演示各计 20；达到 60% 就推荐给销售确认。',
            'Three days running with the manual count 60, asking for a price and booking a demo 20 each; from 60 % on a salesperson is asked.',
          ),
          [
            onChange(),
            condition('manual', 'metric.manual_days_running_14d', 'greaterThanInclusive', 3),
            condition('price', 'metric.price_asked_14d', 'greaterThanInclusive', 1),
            condition('demo', 'metric.demo_booked_14d', 'greaterThanInclusive', 1),
            score('match', 60, { manual: 60, price: 20, demo: 20 }),
            action('propose', {
              action: 'propose',
              tag: 'high_intent',
              note: say('匹配度达到 60%，请确认购买意向', 'The match reached 60 %; please confirm the intent'),
              membership: 'once',
            }),
          ],
          [
            ...['start>manual', 'start>price', 'start>demo', 'manual>match', 'price>match', 'demo>match'],
            'match>propose',
          ],
        ),
      golden: [
        {
          name: text('连续三天，正好 60%', 'Three days running: exactly 60 %'),
          facts: { 'metric.manual_days_running_14d': 3, 'metric.price_asked_14d': 0, 'metric.demo_booked_14d': 0 },
          expects: ['propose'],
        },
        {
          name: text('询价又约了演示，只有 40%', 'Price and demo: 40 %'),
          facts: { 'metric.manual_days_running_14d': 2, 'metric.price_asked_14d': 4, 'metric.demo_booked_14d': 1 },
          expects: [],
        },
      ],
    },
  ],
  customers: [
    {
      key: 'gao_yang',
      about: text('高洋：今天是连续第三天打开手册', 'Gao Yang: opened the manual on the third day running'),
      events: opened(2, 1, 0),
      streamed: { suggestions: ['high_intent'], effects: ['propose'] },
    },
    {
      key: 'guo_ning',
      about: text('郭宁：上周连续四天，又询了价', 'Guo Ning: four days running last week, and asked for a price'),
      events: [...opened(9, 8, 7, 6), ...did('price_asked', 3)],
      streamed: { suggestions: ['high_intent'], effects: ['propose'] },
    },
    {
      key: 'luo_jie',
      about: text('罗杰：三次，但中间断了一天', 'Luo Jie: three times, but a day was missed'),
      events: [...opened(3, 1, 0), ...did('price_asked', 1)],
      streamed: {},
    },
    {
      key: 'xie_ting',
      about: text('谢婷：询价和预约都有，手册只连看两天', 'Xie Ting: price and demo, but only two days of the manual'),
      events: [...opened(1, 0), ...did('price_asked', 2), ...did('demo_booked', 1)],
      streamed: {},
    },
  ],
};
