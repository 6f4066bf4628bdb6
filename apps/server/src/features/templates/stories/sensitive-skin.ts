import { action, condition, draw, onChange, onEvent, tagWhile } from '../drawing.js';
import { lastDays, messageReceived, TIMES } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const WORDS = ['过敏', '刺痛', '红肿'];
const said = (daysAgo: number, words: string) => did('message_received', daysAgo, { text: words });
const EXPERT = { kind: 'role', role: 'agent' } as const;
const TAKEN_OVER = { tags: ['sensitive_skin'], effects: ['assign', 'notify'], owner: 'agent' };

export const sensitiveSkin: Story = {
  key: 'sensitive_skin',
  name: text('皮肤敏感', 'Sensitive skin'),
  story: text(
    '美容院：消息里提到过敏、刺痛或红肿，当场打上「皮肤敏感」，并转给专业顾问跟进。半年没再提到，标签自动离开。历史消息可以补打标签；转接由另一条规则在消息到来的那一刻完成，不会为旧消息补转。',
    'A beauty salon: who writes of an allergy, stinging or redness is tagged “Sensitive skin” on the spot and handed over to an expert. The tag leaves after half a year. Past messages count for the tag in a run over everyone; the hand-over, a rule of its own, belongs to the moment of a message and is not made up for.',
  ),
  needs: {
    eventTypes: [messageReceived],
    tags: [
      {
        key: 'sensitive_skin',
        name: text('皮肤敏感', 'Sensitive skin'),
        kind: 'flag',
        category: 'preference',
        meaning: '近 180 天的消息里提到过敏、刺痛或红肿，推荐产品前先请专业顾问确认。',
      },
    ],
    metrics: [
      {
        key: 'skin_words_180d',
        name: text('近 180 天提到皮肤不适次数', 'Messages about skin trouble in 180 days'),
        eventTypes: ['message_received'],
        filter: { fact: 'event.text', operator: 'containsAnyWord', value: WORDS },
        aggregation: 'count',
        window: lastDays(180),
        unit: TIMES,
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('皮肤敏感', 'Sensitive skin'),
          say(
            '近 180 天的消息提到过敏、刺痛或红肿；半年没再提到，自动取消。',
            'Messages of 180 days about an allergy, stinging or redness; leaves after half a year without.',
          ),
          [
            onChange(),
            condition('spoke', 'metric.skin_words_180d', 'greaterThanInclusive', 1),
            tagWhile('tag', 'sensitive_skin'),
          ],
          ['start>spoke', 'spoke>tag'],
        ),
      golden: [
        { name: text('提到过一次', 'Spoke of it once'), facts: { 'metric.skin_words_180d': 1 }, expects: ['tag'] },
        { name: text('没有提到过', 'Never spoke of it'), facts: { 'metric.skin_words_180d': 0 }, expects: [] },
      ],
    },
    {
      draw: (say) =>
        draw(
          say('皮肤敏感：转专业顾问', 'Sensitive skin: to an expert'),
          say(
            '收到提到过敏、刺痛或红肿的消息：把客户转给客服角色的顾问，每条消息都发通知。',
            'With a message about an allergy, stinging or redness the customer is handed to the advisers; each message notifies them.',
          ),
          [
            onEvent(['message_received']),
            condition('words', 'event.text', 'containsAnyWord', WORDS),
            action('hand_over', { action: 'assign', to: EXPERT, membership: 'once' }),
            action('tell', {
              action: 'notify',
              to: EXPERT,
              message: say(
                '客户提到皮肤不适，请专业顾问尽快跟进。',
                'The customer writes of skin trouble; an expert should follow up.',
              ),
              membership: 'every',
            }),
          ],
          ['start>words', 'words>hand_over', 'words>tell'],
        ),
      golden: [
        {
          name: text('消息提到过敏', 'A message about an allergy'),
          facts: { 'event.text': '用完脸上有点过敏' },
          expects: ['hand_over', 'tell'],
        },
        { name: text('说的是红色', 'About the colour red'), facts: { 'event.text': '红色的还有吗' }, expects: [] },
        { name: text('只说痒痒的', 'Only itching'), facts: { 'event.text': '脸有点痒痒的' }, expects: [] },
      ],
    },
  ],
  customers: [
    {
      key: 'an_ran',
      about: text('安然：用完面膜过敏', 'An Ran: an allergy after a mask'),
      events: said(1, '用了面膜之后脸上有点过敏'),
      streamed: TAKEN_OVER,
      batch: { tags: ['sensitive_skin'] },
    },
    {
      key: 'bi_ying',
      about: text('毕莹：眼周红肿', 'Bi Ying: redness around the eyes'),
      events: [...said(10, '你好'), ...said(10, '眼周红肿，怎么办？')],
      streamed: TAKEN_OVER,
      batch: { tags: ['sensitive_skin'] },
    },
    {
      key: 'che_xin',
      about: text('车欣：半年多以前提到刺痛', 'Che Xin: spoke of stinging over half a year ago'),
      events: said(181, '敷完有点刺痛'),
      streamed: { ...TAKEN_OVER, tags: [] },
      batch: {},
    },
    {
      key: 'du_juan',
      about: text('杜鹃：问的是红色口红', 'Du Juan: asks for a red lipstick'),
      events: said(2, '红色的口红还有吗？'),
      streamed: {},
    },
    {
      key: 'fan_bing',
      about: text('范冰：只说痒痒的，没有这三个词', 'Fan Bing: itching, none of the three words'),
      events: said(2, '脸有点痒痒的'),
      streamed: {},
    },
  ],
};
