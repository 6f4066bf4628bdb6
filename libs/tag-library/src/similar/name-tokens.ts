import { fold } from '../text/fold.js';
import { simplify } from '../text/simplify.js';

const CHINESE_DIGITS = '零一二三四五六七八九';
const COUNTED = /[零〇一二两三四五六七八九十百千]+(?=(?:天|日|周|个月|月|年|次|单|元|岁|折|级|星|线|档|万|代))/g;

/** 三十 → 30; what is no numeral after all stays. */
function arabic(numeral: string): string {
  let total = 0;
  let digit: number | undefined;
  for (const sign of numeral.replaceAll('〇', '零').replaceAll('两', '二')) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (unit === undefined) {
      if (digit !== undefined && digit !== 0) return numeral;
      digit = CHINESE_DIGITS.indexOf(sign);
    } else {
      total += (digit ?? 1) * unit;
      digit = undefined;
    }
  }
  return String(total + (digit ?? 0));
}

/** In one width and case, simplified, counted things in Arabic digits. */
export function plain(name: string): string {
  return simplify(fold(name).text.toLowerCase()).replace(COUNTED, arabic);
}

/** The stem of an English plural: customers → customer, ladies → lady. */
function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is|ios)$/.test(word)) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(?<=x|ch|sh)es$/, '')
    .replace(/s$/, '');
}

/** English words, numbers (3.5, 30%) and single characters of everything else that is not a sign. */
export function tokensOf(name: string): string[] {
  return (plain(name).match(/[a-z]+|\d+(?:\.\d+)?%?|[\p{L}\p{N}\p{So}+#<>≥≤]/gu) ?? []).map(singular);
}
