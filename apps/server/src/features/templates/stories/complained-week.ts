import { condition, draw, onChange, tagWhile } from '../drawing.js';
import { lastDays, TIMES } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const complained = (...daysAgo: number[]) => did('complaint_filed', daysAgo);

export const complainedWeek: Story = {
  key: 'complained_week',
  name: text('近一周有投诉', 'Complained this week'),
  story: text(
    '客服接起电话之前就能看到：这位客户近一周投诉过。一周内没有新的投诉，标签自动离开。',
    'Seen by the agent before picking up: this customer has complained within a week. After a week without another complaint the tag leaves.',
  ),
  needs: {
    eventTypes: [{ name: 'complaint_filed', label: text('提出投诉', 'Complaint filed'), properties: [] }],
    tags: [
      {
        key: 'complained_week',
        name: text('近一周有投诉', 'Complained this week'),
        kind: 'flag',
        category: 'behavior',
        meaning: '近 7 天内提出过投诉，接待前先看记录。',
      },
    ],
    metrics: [
      {
        key: 'complaints_7d',
        name: text('近 7 天投诉次数', 'Complaints in 7 days'),
        eventTypes: ['complaint_filed'],
        aggregation: 'count',
        window: lastDays(7),
        unit: TIMES,
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('近一周有投诉', 'Complained this week'),
          say('近 7 天内有过投诉；一周后自动取消。', 'Complained within 7 days; leaves after a week.'),
          [
            onChange(),
            condition('complaints', 'metric.complaints_7d', 'greaterThanInclusive', 1),
            tagWhile('tag', 'complained_week'),
          ],
          ['start>complaints', 'complaints>tag'],
        ),
      golden: [
        { name: text('一次投诉', 'One complaint'), facts: { 'metric.complaints_7d': 1 }, expects: ['tag'] },
        { name: text('没有投诉', 'No complaint'), facts: { 'metric.complaints_7d': 0 }, expects: [] },
      ],
    },
  ],
  customers: [
    {
      key: 'bai_lu',
      about: text('白露：三天前投诉过', 'Bai Lu: complained three days ago'),
      events: complained(3),
      streamed: { tags: ['complained_week'] },
      later: [{ inDays: 4, tags: ['complained_week'] }, { inDays: 5 }],
    },
    {
      key: 'kong_rui',
      about: text('孔瑞：正好一周前投诉', 'Kong Rui: exactly a week ago'),
      events: complained(7),
      streamed: { tags: ['complained_week'] },
      later: [{ inDays: 1 }],
    },
    {
      key: 'hao_ran',
      about: text('郝然：投诉是 8 天前的事', 'Hao Ran: complained 8 days ago'),
      events: complained(8),
      streamed: {},
    },
    {
      key: 'shi_yun',
      about: text('史云：只是询价', 'Shi Yun: only asked for a price'),
      events: did('price_asked', 1),
      streamed: {},
    },
  ],
};
