import { condition, draw, onChange, tagWhile } from '../drawing.js';
import { lastDays } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const dined = (seat: string, ...daysAgo: number[]) => did('dined', daysAgo, { seat });

export const qualitySeeker: Story = {
  key: 'quality_seeker',
  name: text('品质追求者', 'Quality seeker'),
  story: text(
    '餐饮：连续两周都订包间用餐的客户是「品质追求者」；60 天里不再出现这样的两周，标签自动离开。',
    'Catering: who dines in a private room two weeks running is a “Quality seeker”; the tag leaves when 60 days have no such two weeks.',
  ),
  needs: {
    eventTypes: [
      {
        name: 'dined',
        label: text('到店用餐', 'Dined'),
        properties: [{ name: 'seat', type: 'text', label: text('座位类型', 'Kind of seat') }],
      },
    ],
    tags: [
      {
        key: 'quality_seeker',
        name: text('品质追求者', 'Quality seeker'),
        kind: 'flag',
        category: 'behavior',
        meaning: '近 60 天里连续两周都在包间用过餐。',
      },
    ],
    metrics: [
      {
        key: 'private_room_weeks_60d',
        name: text('近 60 天最长连续包间周数', 'Longest run of weeks with a private room in 60 days'),
        eventTypes: ['dined'],
        filter: { fact: 'event.seat', operator: 'equal', value: '包间' },
        aggregation: 'longest_streak_weeks',
        window: lastDays(60),
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('品质追求者（包间）', 'Quality seeker (private room)'),
          say('近 60 天里，连续两周都在包间用过餐。', 'In a private room two weeks running, within 60 days.'),
          [
            onChange(),
            condition('weeks', 'metric.private_room_weeks_60d', 'greaterThanInclusive', 2),
            tagWhile('tag', 'quality_seeker'),
          ],
          ['start>weeks', 'weeks>tag'],
        ),
      golden: [
        {
          name: text('连续两周', 'Two weeks running'),
          facts: { 'metric.private_room_weeks_60d': 2 },
          expects: ['tag'],
        },
        { name: text('只有一周', 'One week'), facts: { 'metric.private_room_weeks_60d': 1 }, expects: [] },
      ],
    },
  ],
  customers: [
    {
      key: 'fang_yuan',
      about: text('方远：上周和这周都订了包间', 'Fang Yuan: a private room last week and this'),
      events: dined('包间', 7, 0),
      streamed: { tags: ['quality_seeker'] },
      later: [{ inDays: 70 }],
    },
    {
      key: 'shen_qing',
      about: text('沈青：三周前起连续两周', 'Shen Qing: two weeks running, some weeks ago'),
      events: dined('包间', 21, 14),
      streamed: { tags: ['quality_seeker'] },
    },
    {
      key: 'mo_fei',
      about: text('莫菲：隔了一周', 'Mo Fei: a week in between'),
      events: dined('包间', 14, 0),
      streamed: {},
    },
    {
      key: 'ren_jie',
      about: text('任杰：第二周坐的是大厅', 'Ren Jie: in the hall in the second week'),
      events: [...dined('包间', 7), ...dined('大厅', 0)],
      streamed: {},
    },
  ],
};
