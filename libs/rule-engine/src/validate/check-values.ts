import { Duration, type FactType } from '@tagloom/contracts';
import { IS_OF_TYPE } from '../facts/fact-values.js';
import type { ValueKind } from '../operators/operator.js';
import type { BothNames } from './node-names.js';

const MAX_ITEMS = 1000;
const MAX_TEXT = 1000;
const MAX_DAYS = 366;

const TYPE_NAMES: Record<FactType, BothNames> = {
  number: { zh: '一个数字', en: 'a number' },
  text: { zh: '一段文字', en: 'a text' },
  boolean: { zh: '「是」或「否」', en: 'yes or no' },
  date: { zh: '一个日期，如 2026-11-22', en: 'a date such as 2026-11-22' },
  set: { zh: '一组文字', en: 'a list of texts' },
};
const LIST: BothNames = { zh: '至少一项的列表', en: 'a list of at least one item' };
const RANGE: BothNames = { zh: '从小到大的两个值', en: 'two values, the smaller one first' };
const DAYS: BothNames = { zh: `0 到 ${MAX_DAYS} 之间的整数天数`, en: `a whole number of days from 0 to ${MAX_DAYS}` };

/** A hundred years, so that no date leaves the calendar. */
const MAX_DURATION: Record<string, number> = { day: 36_525, week: 5_218, month: 1_200, year: 100 };
const DURATION: BothNames = {
  zh: '一段时间，如 3 个月（天、周、月或年，不超过 100 年）',
  en: 'a length of time such as 3 months (in days, weeks, months or years, at most 100 years)',
};
function isDuration(value: unknown): boolean {
  const { success, data } = Duration.safeParse(value);
  return success && Object.hasOwn(MAX_DURATION, data.unit) && data.amount <= MAX_DURATION[data.unit]!;
}

const isShort = (value: unknown) => typeof value !== 'string' || value.length <= MAX_TEXT;
const isScalar = (value: unknown) =>
  ['number', 'string', 'boolean'].includes(typeof value) && (typeof value !== 'number' || Number.isFinite(value));
const isListOf = (value: unknown, fits: (item: unknown) => boolean) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= MAX_ITEMS &&
  value.every((item) => fits(item) && isShort(item));

/**
 * What a literal value should have been, or undefined when it fits. Without a type (imported facts) only the form is
 * checked. Patterns are checked apart.
 */
export function expectedForm(kind: ValueKind, value: unknown, type: FactType | undefined): BothNames | undefined {
  const fits = type ? IS_OF_TYPE[type] : isScalar;
  switch (kind) {
    case 'none':
    case 'pattern':
      return undefined;
    case 'same':
      return fits(value) && isShort(value) ? undefined : ((type && TYPE_NAMES[type]) ?? TYPE_NAMES.text);
    case 'element':
      return (type ? typeof value === 'string' : isScalar(value)) && isShort(value) ? undefined : TYPE_NAMES.text;
    case 'list':
      // json-rules-engine accepts an empty list: nothing is in it
      return isListOf(value, fits) || (!type && Array.isArray(value) && value.length === 0) ? undefined : LIST;
    case 'elements':
    case 'words':
      return isListOf(value, (item) => typeof item === 'string' && item !== '') ? undefined : LIST;
    case 'range': {
      const isRange =
        Array.isArray(value) && value.length === 2 && value.every(fits) && (value[0] as number) <= (value[1] as number);
      return isRange ? undefined : RANGE;
    }
    case 'duration':
      return isDuration(value) ? undefined : DURATION;
    case 'days':
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_DAYS ? undefined : DAYS;
  }
}

/** The form that the value of a tag must have, or undefined when it fits. */
export function expectedTagValue(kind: string, values: string[] | undefined, value: unknown): BothNames | undefined {
  const isAllowed = (item: unknown) =>
    typeof item === 'string' && item !== '' && isShort(item) && (!values?.length || values.includes(item));
  const known: BothNames = {
    zh: `可选值之一：${(values ?? []).join('、')}`,
    en: `one of its values: ${(values ?? []).join(', ')}`,
  };
  switch (kind) {
    case 'number':
      return Number.isFinite(value) ? undefined : TYPE_NAMES.number;
    case 'date':
      return IS_OF_TYPE.date(value) ? undefined : TYPE_NAMES.date;
    case 'many_of':
      return Array.isArray(value) && value.length > 0 && value.every(isAllowed) ? undefined : known;
    case 'one_of':
      return isAllowed(value) ? undefined : known;
    case 'text':
      return typeof value === 'string' && value !== '' && isShort(value) ? undefined : TYPE_NAMES.text;
    default:
      return value === undefined || value === null || value === true
        ? undefined
        : { zh: '没有值（它是一个普通标签）', en: 'no value (it is a plain tag)' };
  }
}
