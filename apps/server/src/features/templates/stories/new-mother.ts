import { action, all, condition, draw, onChange } from '../drawing.js';
import { lastDays, LIFETIME, TIMES } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const clicked = (daysAgo: number, kind = '促销') => did('link_clicked', daysAgo, { link_kind: kind });
const asked = (daysAgo: number) => did('consulted', daysAgo, { topic: '夜间服务时间' });
const added = (daysAgo: number) => did('adviser_added', daysAgo, { adviser: '育儿顾问' });
const atLeastOnce = (id: string, metric: string) => condition(id, `metric.${metric}`, 'greaterThanInclusive', 1);

export const newMother: Story = {
  key: 'new_mother',
  name: text('新手妈妈', 'New mother'),
  story: text(
    '母婴店：客户点过促销链接、咨询过夜间服务、又添加了育儿顾问，三件事凑齐就打上「新手妈妈」，并马上推送一份喂养指南。',
    'A mother-and-baby shop: who clicked a promotion link, asked about night service and added a parenting adviser is tagged “New mother” and is sent a feeding guide at once.',
  ),
  needs: {
    eventTypes: [
      {
        name: 'link_clicked',
        label: text('点击链接', 'Link clicked'),
        properties: [{ name: 'link_kind', type: 'text', label: text('链接类型', 'Kind of link') }],
      },
      {
        name: 'consulted',
        label: text('咨询', 'Asked a question'),
        properties: [{ name: 'topic', type: 'text', label: text('咨询主题', 'Topic') }],
      },
      {
        name: 'adviser_added',
        label: text('添加顾问', 'Adviser added'),
        properties: [{ name: 'adviser', type: 'text', label: text('顾问类型', 'Kind of adviser') }],
      },
    ],
    tags: [
      {
        key: 'new_mother',
        name: text('新手妈妈', 'New mother'),
        kind: 'flag',
        category: 'behavior',
        meaning: '点过促销链接、咨询过夜间服务，并添加了育儿顾问。一年后自动到期。',
      },
    ],
    metrics: [
      {
        key: 'promotion_clicks_30d',
        name: text('近 30 天点击促销链接次数', 'Clicks on promotion links in 30 days'),
        eventTypes: ['link_clicked'],
        filter: { fact: 'event.link_kind', operator: 'equal', value: '促销' },
        aggregation: 'count',
        window: lastDays(30),
        unit: TIMES,
      },
      {
        key: 'night_service_asked_30d',
        name: text('近 30 天咨询夜间服务次数', 'Questions about night service in 30 days'),
        eventTypes: ['consulted'],
        filter: { fact: 'event.topic', operator: 'textContains', value: '夜间' },
        aggregation: 'count',
        window: lastDays(30),
        unit: TIMES,
      },
      {
        key: 'parenting_advisers_added',
        name: text('添加育儿顾问次数', 'Parenting advisers added'),
        eventTypes: ['adviser_added'],
        filter: { fact: 'event.adviser', operator: 'equal', value: '育儿顾问' },
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
          say('新手妈妈', 'New mother'),
          say(
            '三个行为凑齐即成立：30 天内点过促销链接、咨询过夜间服务，并添加过育儿顾问。打上标签，并推送喂养指南。',
            'Holds when all three are there: clicked a promotion link and asked about night service within 30 days, and added a parenting adviser. Tags, and sends the feeding guide.',
          ),
          [
            onChange(),
            atLeastOnce('clicked', 'promotion_clicks_30d'),
            atLeastOnce('asked', 'night_service_asked_30d'),
            atLeastOnce('added', 'parenting_advisers_added'),
            all('three'),
            action('tag', {
              action: 'addTag',
              tag: 'new_mother',
              membership: 'once',
              validFor: { amount: 1, unit: 'year' },
            }),
            action('guide', {
              action: 'sendMaterial',
              title: say('新手喂养指南', 'Feeding guide for new mothers'),
              text: say(
                '恭喜您迎来宝宝！这份指南讲了夜间喂养、拍嗝和作息，有问题随时找育儿顾问。',
                'Congratulations on your baby! This guide covers night feeding, burping and rhythm; your adviser is there for any question.',
              ),
              membership: 'once',
            }),
          ],
          [
            ...['start>clicked', 'start>asked', 'start>added', 'clicked>three', 'asked>three', 'added>three'],
            ...['three>tag', 'three>guide'],
          ],
        ),
      golden: [
        {
          name: text('三个行为都有', 'All three'),
          facts: {
            'metric.promotion_clicks_30d': 2,
            'metric.night_service_asked_30d': 1,
            'metric.parenting_advisers_added': 1,
          },
          expects: ['tag', 'guide'],
        },
        {
          name: text('还没有添加育儿顾问', 'No adviser yet'),
          facts: {
            'metric.promotion_clicks_30d': 5,
            'metric.night_service_asked_30d': 3,
            'metric.parenting_advisers_added': 0,
          },
          expects: [],
        },
      ],
    },
  ],
  customers: [
    {
      key: 'lin_yue',
      about: text('林悦：一周内三件事都做了', 'Lin Yue: did all three within a week'),
      events: [...clicked(5), ...asked(3), ...added(1)],
      streamed: { tags: ['new_mother'], effects: ['sendMaterial'] },
    },
    {
      key: 'zhou_min',
      about: text('周敏：顺序相反，先加了顾问', 'Zhou Min: the other way round, the adviser first'),
      events: [...added(60), ...asked(2), ...clicked(0)],
      streamed: { tags: ['new_mother'], effects: ['sendMaterial'] },
    },
    {
      key: 'chen_chen',
      about: text('陈晨：差一步，没有添加顾问', 'Chen Chen: one short, no adviser'),
      events: [...clicked(4), ...asked(2)],
      streamed: {},
    },
    {
      key: 'zhao_lei',
      about: text('赵蕾：点的是品牌故事，不是促销链接', 'Zhao Lei: clicked the brand story, not a promotion'),
      events: [...clicked(4, '品牌故事'), ...asked(2), ...added(1)],
      streamed: {},
    },
    {
      key: 'he_jing',
      about: text('何静：促销链接是 45 天前点的', 'He Jing: clicked the promotion 45 days ago'),
      events: [...clicked(45), ...asked(2), ...added(1)],
      streamed: {},
    },
  ],
};
