import type { Locale } from '@tagloom/contracts';
import { MASKED, type MaskKind, type MaskRule } from './mask-rule.js';
import { maskDate } from './mask-date.js';
import { maskToMagnitude, maskToRange } from './mask-number.js';
import { maskAddress, maskBankCard, maskEmail, maskIdNumber, maskPhone, maskText } from './mask-text.js';

type Part = string | undefined;

function partOfText(kind: MaskKind, value: string): Part {
  switch (kind) {
    case 'text':
    case 'name':
      return maskText(value);
    case 'phone':
      return maskPhone(value);
    case 'email':
      return maskEmail(value);
    case 'id_number':
      return maskIdNumber(value);
    case 'bank_card':
      return maskBankCard(value);
    case 'address':
      return maskAddress(value);
    case 'date':
      return maskDate(value, 'month');
    default:
      return undefined;
  }
}

function part(kind: MaskKind, value: unknown, rule: MaskRule, locale: Locale): Part {
  if (kind === 'number' && typeof value === 'number') {
    if (rule.method === 'range')
      return Array.isArray(rule.bounds) ? maskToRange(value, rule.bounds, locale) : undefined;
    if (rule.method === 'magnitude' || rule.method === 'partial') return maskToMagnitude(value, locale);
  }
  if (typeof value !== 'string') return undefined;
  if (rule.method === 'partial') return partOfText(kind, value);
  const isPeriod = rule.method === 'month' || rule.method === 'year';
  return kind === 'date' && isPeriod ? maskDate(value, rule.method) : undefined;
}

/**
 * What a reader who may not see a value sees of it. Whatever is not certain is masked in full: a rule that does not fit the kind
 * or is none, a value that is not of its kind, and anything that would show five digits in a row. A value that is not there (null
 * or undefined) stays null.
 *
 * @param locale language of a range («1000 至 5000»)
 * @returns the value itself for the rule `none`, else a text
 */
export function maskValue(kind: MaskKind, value: unknown, rule: MaskRule, locale: Locale = 'zh-CN'): unknown {
  if (value === null || value === undefined) return null;
  if (rule?.method === 'none') return value;
  const shown = rule ? part(kind, value, rule, locale) : undefined;
  return shown === undefined || /\p{Nd}{5}/u.test(shown) ? MASKED : shown;
}
