import type { Locale, TagKind } from '@tagloom/contracts';

/** `value` is what a claim should store: null for a flag. */
export type TagValueCheck =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

export const MAX_TAG_TEXT = 500;

const MESSAGES = {
  flag: { 'zh-CN': '此标签没有取值', en: 'this tag takes no value' },
  one_of: { 'zh-CN': '请从此标签的可选值中选择一个', en: 'expected one of the values of this tag' },
  many_of: {
    'zh-CN': '请从此标签的可选值中选择一个或多个，不可重复',
    en: 'expected one or more of the values of this tag, each once',
  },
  number: { 'zh-CN': '请填写数字', en: 'expected a number' },
  date: { 'zh-CN': '请填写真实存在的日期,格式为 YYYY-MM-DD', en: 'expected a real date, YYYY-MM-DD' },
  text: {
    'zh-CN': `请填写 1 至 ${MAX_TAG_TEXT} 个字符的文本`,
    en: `expected a text of 1 to ${MAX_TAG_TEXT} characters`,
  },
} as const satisfies Record<TagKind, Record<Locale, string>>;

function isRealDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  // Date.parse moves 30 February to March in some engines: a real date survives the round trip.
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
}

function isSafeText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TAG_TEXT && !value.includes('\0');
}

function fits(kind: TagKind, values: readonly string[], value: unknown): boolean {
  switch (kind) {
    case 'flag':
      return value === null || value === undefined || value === true;
    case 'one_of':
      return typeof value === 'string' && values.includes(value);
    case 'many_of':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        new Set(value).size === value.length &&
        value.every((member) => typeof member === 'string' && values.includes(member))
      );
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'date':
      return isRealDate(value);
    case 'text':
      return isSafeText(value);
  }
}

/**
 * Checks a tag's value against the tag's kind and, for `one_of` and `many_of`, its list of values.
 * @param locale language of the message, which is for people
 */
export function validateTagValue(
  kind: TagKind,
  values: readonly string[],
  value: unknown,
  locale: Locale = 'zh-CN',
): TagValueCheck {
  if (!fits(kind, values, value)) return { ok: false, message: MESSAGES[kind][locale] };
  return { ok: true, value: kind === 'flag' ? null : value };
}
