import { action, condition, draw, onChange, tagWhile } from '../drawing.js';
import { text, type Story } from '../story.js';

const born = { 'profile.birthday': '1990-06-17' };

export const birthdaySoon: Story = {
  key: 'birthday_soon',
  name: text('生日即将到来', 'Birthday soon'),
  story: text(
    '未来 7 天内过生日的客户打上「生日将至」，方便提前准备；生日当天自动送上祝福，过后标签离开。按客户自己的时区算日子。',
    'Customers whose birthday is within 7 days are tagged, in time to prepare; on the day they are congratulated, and after it the tag leaves. Days are those of each customer’s own time zone.',
  ),
  needs: {
    tags: [
      {
        key: 'birthday_soon',
        name: text('生日将至', 'Birthday soon'),
        kind: 'flag',
        category: 'basic',
        meaning: '未来 7 天内过生日。',
      },
    ],
    profileFields: [{ key: 'birthday', type: 'date', label: text('生日', 'Birthday') }],
  },
  flows: [
    {
      draw: (say) => ({
        ...draw(
          say('生日即将到来', 'Birthday soon'),
          say('未来 7 天内过生日；当天送上祝福。', 'A birthday within 7 days; congratulated on the day.'),
          [
            onChange(),
            condition('soon', 'profile.birthday', 'anniversaryInDays', 7),
            condition('today', 'profile.birthday', 'anniversaryInDays', 0),
            tagWhile('tag', 'birthday_soon'),
            action('greet', {
              action: 'sendMaterial',
              title: say('生日快乐', 'Happy birthday'),
              text: say(
                '祝您生日快乐！为您准备了一份生日礼券，本月内有效。',
                'Happy birthday! A gift voucher is waiting for you, valid this month.',
              ),
              membership: 'every',
            }),
          ],
          ['start>soon', 'start>today', 'soon>tag', 'today>greet'],
        ),
        timeZone: 'customer',
      }),
      golden: [
        { name: text('还有 7 天', 'In 7 days'), today: '2026-06-10', facts: born, expects: ['tag'] },
        { name: text('就是今天', 'Today'), today: '2026-06-17', facts: born, expects: ['tag', 'greet'] },
        { name: text('还有 8 天', 'In 8 days'), today: '2026-06-09', facts: born, expects: [] },
        { name: text('昨天刚过', 'Yesterday'), today: '2026-06-18', facts: born, expects: [] },
        { name: text('生日不详', 'Birthday unknown'), facts: {}, expects: [] },
      ],
    },
  ],
  customers: [
    {
      key: 'qian_duo',
      about: text('钱多：7 天后过生日', 'Qian Duo: in 7 days'),
      birthdayInDays: 7,
      events: [],
      streamed: { tags: ['birthday_soon'] },
    },
    {
      key: 'sun_qi',
      about: text('孙琪：今天过生日', 'Sun Qi: today'),
      birthdayInDays: 0,
      events: [],
      streamed: { tags: ['birthday_soon'], effects: ['sendMaterial'] },
      later: [{ inDays: 1, effects: ['sendMaterial'] }],
    },
    {
      key: 'li_na',
      about: text('李娜：8 天后过生日', 'Li Na: in 8 days'),
      birthdayInDays: 8,
      events: [],
      streamed: {},
      later: [{ inDays: 1, tags: ['birthday_soon'] }],
    },
    {
      key: 'wu_di',
      about: text('吴迪：昨天过的生日', 'Wu Di: yesterday'),
      birthdayInDays: -1,
      events: [],
      streamed: {},
    },
  ],
};
