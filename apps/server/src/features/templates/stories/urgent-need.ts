import { action, condition, draw, onEvent } from '../drawing.js';
import { messageReceived } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

/** 抓狂 as WeChat writes it, or as the emoji that stand for it; blanks between them do not part a row. */
const THREE_IN_A_ROW = '((\\[抓狂\\]|😫|🤯|😩)\\s*){3}';
const said = (words: string) => did('message_received', 0, { text: words });
const URGENT = { tags: ['urgent_need'], effects: ['notify'] };

export const urgentNeed: Story = {
  key: 'urgent_need',
  name: text('紧急需求', 'Urgent need'),
  story: text(
    '一条消息里连发三个抓狂表情，说明客户很着急：打上「紧急需求」一天，并马上通知客服。这条规则看的是当下的消息，历史消息不会补打。',
    'Three frantic emoji in a row in one message: the customer is in a hurry. Tagged “Urgent need” for a day, and the agents are told at once. The rule reads the message of the moment: past messages are not made up for in a run over everyone.',
  ),
  needs: {
    eventTypes: [messageReceived],
    tags: [
      {
        key: 'urgent_need',
        name: text('紧急需求', 'Urgent need'),
        kind: 'flag',
        category: 'behavior',
        meaning: '刚刚连发三个抓狂表情，一天内优先处理。',
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('紧急需求', 'Urgent need'),
          say(
            '消息里连着三个抓狂表情：打标签一天，并通知客服。',
            'Three frantic emoji in a row: tagged for a day, and the agents are told.',
          ),
          [
            onEvent(['message_received']),
            condition('frantic', 'event.text', 'matches', THREE_IN_A_ROW),
            action('tag', {
              action: 'addTag',
              tag: 'urgent_need',
              membership: 'every',
              validFor: { amount: 1, unit: 'day' },
            }),
            action('tell', {
              action: 'notify',
              to: { kind: 'role', role: 'agent' },
              message: say(
                '客户连发三个抓狂表情，请马上联系。',
                'Three frantic emoji in a row; please get in touch at once.',
              ),
              membership: 'every',
            }),
          ],
          ['start>frantic', 'frantic>tag', 'frantic>tell'],
        ),
      golden: [
        {
          name: text('连着三个', 'Three in a row'),
          facts: { 'event.text': '在吗[抓狂][抓狂][抓狂]' },
          expects: ['tag', 'tell'],
        },
        { name: text('只有两个', 'Only two'), facts: { 'event.text': '[抓狂][抓狂]' }, expects: [] },
        {
          name: text('三个，但不连着', 'Three, but not in a row'),
          facts: { 'event.text': '😫快😫点😫' },
          expects: [],
        },
      ],
    },
  ],
  customers: [
    {
      key: 'gu_yue',
      about: text('古月：三个微信抓狂表情', 'Gu Yue: three of WeChat’s frantic faces'),
      events: said('在吗[抓狂][抓狂][抓狂]'),
      streamed: URGENT,
      batch: {},
      later: [{ inDays: 2, effects: ['notify'] }],
    },
    {
      key: 'han_mei',
      about: text('韩梅：三个不同的抓狂表情', 'Han Mei: three different frantic emoji'),
      events: said('😫 🤯 😩 快回复我'),
      streamed: URGENT,
      batch: {},
    },
    {
      key: 'jiao_ting',
      about: text('焦婷：只有两个', 'Jiao Ting: only two'),
      events: said('[抓狂][抓狂]'),
      streamed: {},
    },
    {
      key: 'ke_ke',
      about: text('柯柯：三个，但中间隔着字', 'Ke Ke: three with words in between'),
      events: said('[抓狂]快[抓狂]一点[抓狂]'),
      streamed: {},
    },
  ],
};
