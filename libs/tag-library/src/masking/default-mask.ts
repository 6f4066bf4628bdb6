import type { MaskKind, MaskRule } from './mask-rule.js';

/** A field of a profile, or anything else with a key and a type. */
export interface MaskedField {
  readonly key: string;
  readonly type: MaskKind;
}

const RULES: Record<MaskKind, MaskRule> = {
  text: { method: 'partial' },
  name: { method: 'partial' },
  phone: { method: 'partial' },
  email: { method: 'partial' },
  id_number: { method: 'partial' },
  bank_card: { method: 'partial' },
  address: { method: 'partial' },
  number: { method: 'magnitude' },
  date: { method: 'month' },
  flag: { method: 'full' },
  boolean: { method: 'full' },
  one_of: { method: 'full' },
  many_of: { method: 'full' },
  set: { method: 'full' },
};

/** Kinds of text fields by the words of their keys. */
const KIND_OF_KEY: readonly (readonly [word: RegExp, kind: MaskKind])[] = [
  [/(?:^|_)(?:phone|mobile|tel|telephone|cell|whatsapp|fax)(?:_|$)/, 'phone'],
  [/(?:^|_)(?:e?mail)(?:_|$)/, 'email'],
  [/(?:^|_)(?:id_?card|id_?number|identity|national_id)(?:_|$)/, 'id_number'],
  [/(?:^|_)(?:bank_?card|card_?(?:no|number))(?:_|$)/, 'bank_card'],
  [/(?:^|_)(?:address|street)(?:_|$)/, 'address'],
  [/(?:^|_)(?:name|nickname|surname)(?:_|$)/, 'name'],
];
/** Few values each, which the first character would give away: 女, 北京, 教师. */
const CHOICES =
  /(?:^|_)(?:gender|sex|city|province|region|country|occupation|job|time_zone|language|level|grade|status)(?:_|$)/;
const BIRTHDAY = /(?:^|_)(?:birthday|birth|born|dob)(?:_|$)/;

/**
 * What masks a value when nobody has set a rule: of a kind, or of a field by its key and type. Choices are masked in full; birthdays
 * keep the year alone.
 */
export function defaultMask(of: MaskKind | MaskedField): { readonly kind: MaskKind; readonly rule: MaskRule } {
  if (typeof of === 'string') return { kind: of, rule: Object.hasOwn(RULES, of) ? RULES[of] : { method: 'full' } };
  const { key, type } = of;
  if (type === 'date') return { kind: type, rule: BIRTHDAY.test(key) ? { method: 'year' } : RULES.date };
  if (type !== 'text') return defaultMask(type);
  if (CHOICES.test(key)) return { kind: type, rule: { method: 'full' } };
  return defaultMask(KIND_OF_KEY.find(([word]) => word.test(key))?.[1] ?? type);
}
