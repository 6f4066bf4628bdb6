import { condition, draw, onChange, tagWhile } from '../drawing.js';
import { LIFETIME, loggedIn } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const came = (...daysAgo: number[]) => did('logged_in', daysAgo);

export const highlyActive: Story = {
  key: 'highly_active',
  name: text('高活跃度', 'Highly active'),
  story: text(
    '一周内每天都登录，自动打上「高活跃度」；一旦断了一天，标签自动离开。',
    'Who logs in every day of a week is tagged “Highly active”; when a day is missed, the tag leaves.',
  ),
  needs: {
    eventTypes: [loggedIn],
    tags: [
      {
        key: 'highly_active',
        name: text('高活跃度', 'Highly active'),
        kind: 'flag',
        category: 'behavior',
        meaning: '已连续至少 7 天每天登录。',
      },
    ],
    metrics: [
      {
        key: 'login_days_running',
        name: text('当前连续登录天数', 'Days running with a login'),
        eventTypes: ['logged_in'],
        aggregation: 'streak_days',
        window: LIFETIME,
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('高活跃度', 'Highly active'),
          say('连续 7 天每天登录；中断后自动取消。', 'Logged in seven days running; leaves when the run ends.'),
          [
            onChange(),
            condition('running', 'metric.login_days_running', 'greaterThanInclusive', 7),
            tagWhile('tag', 'highly_active'),
          ],
          ['start>running', 'running>tag'],
        ),
      golden: [
        { name: text('连续 7 天', 'Seven days'), facts: { 'metric.login_days_running': 7 }, expects: ['tag'] },
        { name: text('连续 6 天', 'Six days'), facts: { 'metric.login_days_running': 6 }, expects: [] },
      ],
    },
  ],
  customers: [
    {
      key: 'cui_ke',
      about: text('崔可：今天是连续第七天', 'Cui Ke: today is the seventh day'),
      events: came(6, 5, 4, 3, 2, 1, 0),
      streamed: { tags: ['highly_active'] },
      later: [{ inDays: 1, tags: ['highly_active'] }, { inDays: 2 }],
    },
    {
      key: 'tan_song',
      about: text('谭松：连续八天到昨天，今天还没过完', 'Tan Song: eight days until yesterday; today is not over'),
      events: came(8, 7, 6, 5, 4, 3, 2, 1),
      streamed: { tags: ['highly_active'] },
      later: [{ inDays: 1 }],
    },
    {
      key: 'jiang_bo',
      about: text('江波：只有六天', 'Jiang Bo: six days'),
      events: came(5, 4, 3, 2, 1, 0),
      streamed: {},
    },
    {
      key: 'dong_xue',
      about: text('董雪：七次登录，中间断了一天', 'Dong Xue: seven logins with a day missed'),
      events: came(7, 6, 5, 4, 2, 1, 0),
      streamed: {},
    },
  ],
};
