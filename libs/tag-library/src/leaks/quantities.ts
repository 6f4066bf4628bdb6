import { sizes, type Candidate } from './digit-runs.js';

/** What is counted, priced or timed; a number before it is no number of a person. */
const UNIT =
  /^ *(?:元|块|圆|万|亿|千|百|人|位|名|次|天|日|周|个|月|年|岁|%|‰|件|单|笔|套|台|分|小时|秒|斤|公斤|kg|克|g\b|米|km|积分|用户|客户|会员|粉丝|步|points?\b|yuan\b|rmb\b|usd\b|cny\b|days?\b|users?\b|customers?\b|orders?\b)/i;
/** What stands before an amount. */
const CURRENCY = /[¥$€£]\s*$/;

/** Whether a unit follows or a currency sign stands before. */
export function isMeasured(text: string, { start, end }: Candidate): boolean {
  return UNIT.test(text.slice(end)) || CURRENCY.test(text.slice(0, start));
}

/** 1000/2000/5000: three or more, and from one to the next it only rises, in round steps. */
export function isScale({ groups }: Candidate): boolean {
  if (groups.length < 3 || groups.some(({ separator }, at) => at > 0 && separator === '')) return false;
  return groups.every(
    ({ digits }, at) => /^[1-9]\d*0$/.test(digits) && (at === 0 || Number(digits) > Number(groups[at - 1]!.digits)),
  );
}

/** 13,800,138,000 */
export function isGrouped({ groups }: Candidate): boolean {
  return (
    groups.length > 1 &&
    groups.every(({ digits, separator }, at) =>
      at === 0 ? digits.length < 4 : separator === ',' && digits.length === 3,
    )
  );
}

const isMonth = (text: string) => Number(text) >= 1 && Number(text) <= 12;
const isDayOfMonth = (text: string) => Number(text) >= 1 && Number(text) <= 31;

/** 20240618, and not more than that. */
export function isDay(digits: string): boolean {
  return /^(19|20)\d{6}$/.test(digits) && isMonth(digits.slice(4, 6)) && isDayOfMonth(digits.slice(6));
}

const DATE = /(?<!\d)(?:19|20)\d\d *[-/.] *(?:0?[1-9]|1[0-2]) *[-/.] *(?:0?[1-9]|[12]\d|3[01])(?!\d)/g;

/** Whether a number begins or ends within a date that is written out: 2024-06-18 1500. */
export function cutsDate(text: string, { start, end }: Candidate): boolean {
  for (const { index, 0: date } of text.matchAll(DATE)) {
    const until = index + date.length;
    if ((start > index && start < until) || (end > index && end < until)) return true;
  }
  return false;
}

/** Whether a number has a date that is written out in it, or a part of one. */
export function holdsDate(text: string, { start, end }: Candidate): boolean {
  return [...text.matchAll(DATE)].some(({ index, 0: date }) => start < index + date.length && index < end);
}

/** Two numbers and a dash or wave between them, with what they measure: 15000-200000元. */
export function isMeasuredRange(text: string, candidate: Candidate): boolean {
  const { groups } = candidate;
  return (
    sizes(candidate).length === 2 && /^ ?[-~‐-―−] ?$/.test(groups.at(-1)!.separator) && isMeasured(text, candidate)
  );
}
