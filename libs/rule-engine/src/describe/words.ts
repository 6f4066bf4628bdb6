import type { Locale } from '@tagloom/contracts';

/** What stands before and after something. */
const pair = (before: string, after: string): [string, string] => [before, after];

/** The words of sentences, by language. */
const ZH = {
  and: '，且',
  or: '，或',
  open: '（',
  close: '）',
  not: '并非',
  items: '；',
  atLeast: (of: number) => pair(`以下 ${of} 项中至少有`, '项成立：'),
  score: pair('以下各项的加权得分达到', '：'),
  weight: (weight: number) => `（权重 ${weight}）`,
  nothing: '没有条件',
  quote: (text: string) => `「${text}」`,
  comma: '、',
  days: (days: string) => `${days} 天`,
  answer: '{fact}为{value}',
  yes: '是',
  no: '否',
  when: '当',
  happens: '时，',
  eventOr: '或',
  change: '客户的资料、行为或标签变化',
  condition: pair('若', '，就'),
  always: '就',
  actionAnd: '，并',
  leaveScore: pair('（成立后低于 ', ' 才不再成立）'),
  leaveValue: {
    greaterThanInclusive: pair('（成立后低于 ', '才不再成立）'),
    greaterThan: pair('（成立后不超过 ', '才不再成立）'),
    lessThanInclusive: pair('（成立后超过 ', '才不再成立）'),
    lessThan: pair('（成立后达到 ', '才不再成立）'),
  } as Record<string, [string, string]>,
  next: '；',
  end: '。',
  empty: '还没有动作。',
};
const EN: typeof ZH = {
  and: ' and ',
  or: ' or ',
  open: '(',
  close: ')',
  not: 'not ',
  items: '; ',
  atLeast: (of) => ['at least ', ` of these ${of} hold: `],
  score: ['the weighted score of these reaches ', ': '],
  weight: (weight) => ` (weight ${weight})`,
  nothing: 'no condition',
  quote: (text) => `“${text}”`,
  comma: ', ',
  days: (days) => `${days} ${days === '1' ? 'day' : 'days'}`,
  answer: '{fact} is {value}',
  yes: 'yes',
  no: 'no',
  when: 'On ',
  happens: ', ',
  eventOr: ' or ',
  change: 'any change of the customer’s profile, behaviour or tags',
  condition: ['if ', ', '],
  always: '',
  actionAnd: ' and ',
  leaveScore: [' (once it holds, it goes on until below ', ')'],
  leaveValue: {
    greaterThanInclusive: [' (once it holds, it goes on until below ', ')'],
    greaterThan: [' (once it holds, it goes on until at or below ', ')'],
    lessThanInclusive: [' (once it holds, it goes on until above ', ')'],
    lessThan: [' (once it holds, it goes on until at or above ', ')'],
  },
  next: '; ',
  end: '.',
  empty: 'There is no action yet.',
};

export type Words = typeof ZH;
export const wordsOf = (locale: Locale): Words => (locale === 'zh-CN' ? ZH : EN);
