import { action, condition, draw, onChange, tagWhile } from '../drawing.js';
import { LIFETIME } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const serviced = (...daysAgo: number[]) => did('car_serviced', daysAgo);

export const maintenanceDue: Story = {
  key: 'maintenance_due',
  name: text('保养到期提醒', 'Maintenance due'),
  story: text(
    '4S 店：每半年保养一次，离上次保养满 173 天（到期前一周）打上「保养到期」，并提醒车主预约；做完保养，标签自动离开。',
    'A car dealer: service is due every half year. 173 days after the last one, a week ahead, the customer is tagged “Maintenance due” and reminded; once serviced, the tag leaves.',
  ),
  needs: {
    eventTypes: [{ name: 'car_serviced', label: text('车辆保养', 'Car serviced'), properties: [] }],
    tags: [
      {
        key: 'maintenance_due',
        name: text('保养到期', 'Maintenance due'),
        kind: 'flag',
        category: 'behavior',
        meaning: '距上次保养已满 173 天，一周内到期或已经过期。',
      },
    ],
    metrics: [
      {
        key: 'days_since_service',
        name: text('距上次保养', 'Days since last service'),
        eventTypes: ['car_serviced'],
        aggregation: 'days_since_last',
        window: LIFETIME,
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('保养到期提醒', 'Maintenance due'),
          say(
            '距上次保养满 173 天时打标签并提醒预约，保养后自动取消。',
            'Tags and reminds 173 days after the last service; leaves with the next one.',
          ),
          [
            onChange(),
            condition('due', 'metric.days_since_service', 'greaterThanInclusive', 173),
            tagWhile('tag', 'maintenance_due'),
            action('remind', {
              action: 'sendMaterial',
              title: say('爱车该保养了', 'Your car is due for service'),
              text: say(
                '距离上次保养快满半年了。回复“预约”，我们为您安排时间，无需排队。',
                'It has been almost half a year since the last service. Answer “book” and we will find you a time.',
              ),
              membership: 'every',
            }),
          ],
          ['start>due', 'due>tag', 'due>remind'],
        ),
      golden: [
        {
          name: text('满 173 天', '173 days'),
          facts: { 'metric.days_since_service': 173 },
          expects: ['tag', 'remind'],
        },
        { name: text('172 天', '172 days'), facts: { 'metric.days_since_service': 172 }, expects: [] },
        { name: text('从未保养过', 'Never serviced'), facts: { 'metric.days_since_service': null }, expects: [] },
      ],
    },
  ],
  customers: [
    {
      key: 'feng_jun',
      about: text('冯军：上次保养在 175 天前', 'Feng Jun: last serviced 175 days ago'),
      events: serviced(175),
      streamed: { tags: ['maintenance_due'], effects: ['sendMaterial'] },
      later: [{ inDays: 3, events: serviced(-3), effects: ['sendMaterial'] }],
    },
    {
      key: 'yuan_li',
      about: text('袁立：去年保养过，半年前又来过', 'Yuan Li: came again, 173 days ago'),
      events: serviced(300, 173),
      streamed: { tags: ['maintenance_due'], effects: ['sendMaterial'] },
    },
    {
      key: 'yu_yang',
      about: text('于洋：172 天，明天才到', 'Yu Yang: 172 days, due tomorrow'),
      events: serviced(172),
      streamed: {},
      later: [{ inDays: 1, tags: ['maintenance_due'], effects: ['sendMaterial'] }],
    },
    {
      key: 'su_shan',
      about: text('苏珊：90 天前刚保养', 'Su Shan: serviced 90 days ago'),
      events: serviced(90),
      streamed: {},
    },
  ],
};
