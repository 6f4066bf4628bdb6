import { all, condition, draw, onChange, tagWhile } from '../drawing.js';
import { LIFETIME, TIMES } from '../common-needs.js';
import { did, text, type Story } from '../story.js';

const asked = (daysAgo: number, amount: number, months: number) =>
  did('course_enquired', daysAgo, { amount, cycle_months: months });
const tried = (...daysAgo: number[]) => did('trial_attended', daysAgo);
const facts = (cycle: number | null, trials: number, amount: number) => ({
  'metric.payment_cycle_months': cycle,
  'metric.trial_lessons': trials,
  'metric.enquiry_amount': amount,
});

export const highPotential: Story = {
  key: 'high_potential',
  name: text('高潜客户', 'High potential'),
  story: text(
    '教育机构：交费周期超过 3 个月、试听至少 3 次、累计咨询金额超过 5,000 元，三项都满足就是「高潜客户」。',
    'Education: a payment cycle of over 3 months, at least 3 trial lessons and enquiries of over 5,000 in all make a “High potential” customer.',
  ),
  needs: {
    eventTypes: [
      {
        name: 'course_enquired',
        label: text('咨询课程', 'Course enquired'),
        properties: [
          { name: 'amount', type: 'number', label: text('金额', 'Amount') },
          { name: 'cycle_months', type: 'number', label: text('交费周期（月）', 'Payment cycle in months') },
        ],
      },
      { name: 'trial_attended', label: text('参加试听', 'Trial attended'), properties: [] },
    ],
    tags: [
      {
        key: 'high_potential',
        name: text('高潜客户', 'High potential'),
        kind: 'flag',
        category: 'value',
        meaning: '交费周期超过 3 个月，试听至少 3 次，累计咨询金额超过 5,000 元。',
      },
    ],
    metrics: [
      {
        key: 'payment_cycle_months',
        name: text('最近一次咨询的交费周期', 'Payment cycle of the last enquiry'),
        eventTypes: ['course_enquired'],
        aggregation: 'last',
        property: 'cycle_months',
        valueType: 'number',
        window: LIFETIME,
        unit: text('个月', 'months'),
      },
      {
        key: 'trial_lessons',
        name: text('累计试听次数', 'Trial lessons'),
        eventTypes: ['trial_attended'],
        aggregation: 'count',
        window: LIFETIME,
        unit: TIMES,
      },
      {
        key: 'enquiry_amount',
        name: text('累计咨询金额', 'Amount enquired in all'),
        eventTypes: ['course_enquired'],
        aggregation: 'sum',
        property: 'amount',
        window: LIFETIME,
        unit: text('元', 'CNY'),
      },
    ],
  },
  flows: [
    {
      draw: (say) =>
        draw(
          say('高潜客户', 'High potential'),
          say(
            '交费周期超过 3 个月，试听至少 3 次，累计咨询金额超过 5,000 元。',
            'A payment cycle of over 3 months, at least 3 trials, and over 5,000 enquired in all.',
          ),
          [
            onChange(),
            condition('cycle', 'metric.payment_cycle_months', 'greaterThan', 3),
            condition('trials', 'metric.trial_lessons', 'greaterThanInclusive', 3),
            condition('amount', 'metric.enquiry_amount', 'greaterThan', 5000),
            all('three'),
            tagWhile('tag', 'high_potential'),
          ],
          ['start>cycle', 'start>trials', 'start>amount', 'cycle>three', 'trials>three', 'amount>three', 'three>tag'],
        ),
      golden: [
        { name: text('三项都满足', 'All three'), facts: facts(6, 3, 5800), expects: ['tag'] },
        { name: text('正好 5,000 元', 'Exactly 5,000'), facts: facts(6, 3, 5000), expects: [] },
        { name: text('交费周期正好 3 个月', 'A cycle of exactly 3 months'), facts: facts(3, 5, 9000), expects: [] },
        { name: text('还没有咨询过', 'No enquiry yet'), facts: facts(null, 4, 0), expects: [] },
      ],
    },
  ],
  customers: [
    {
      key: 'wan_fang',
      about: text('万芳：两次咨询共 5,800 元，试听三次', 'Wan Fang: 5,800 in two enquiries, three trials'),
      events: [...asked(20, 3000, 6), ...asked(5, 2800, 6), ...tried(12, 8, 3)],
      streamed: { tags: ['high_potential'] },
    },
    {
      key: 'lv_bo',
      about: text('吕博：咨询全年课程，试听四次', 'Lü Bo: a course of a year, four trials'),
      events: [...asked(10, 8000, 12), ...tried(9, 6, 2, 1)],
      streamed: { tags: ['high_potential'] },
    },
    {
      key: 'jin_hua',
      about: text('金华：后来改成按季交费', 'Jin Hua: changed to paying by the quarter'),
      events: [...asked(20, 6000, 6), ...tried(15, 14, 13), ...asked(4, 600, 3)],
      streamed: {},
    },
    {
      key: 'ma_li',
      about: text('马丽：咨询金额正好 5,000 元', 'Ma Li: enquired for exactly 5,000'),
      events: [...asked(10, 5000, 6), ...tried(8, 5, 1)],
      streamed: {},
    },
    {
      key: 'ding_yi',
      about: text('丁一：只试听了两次', 'Ding Yi: only two trials'),
      events: [...asked(10, 9000, 12), ...tried(8, 5)],
      streamed: {},
    },
  ],
};
