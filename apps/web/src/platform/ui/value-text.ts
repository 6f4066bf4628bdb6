import {
  Duration,
  localize,
  localizeUnit,
  type FactDefinition,
  type FactReference,
  type Locale,
} from '@tagloom/contracts';
import { uiTexts } from './i18n';

type ValueFact = Pick<FactDefinition, 'options' | 'unit' | 'type'>;

/** A condition's value may be another fact instead of a literal. */
export function isFactReference(value: unknown): value is FactReference {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'fact' in value;
}

/** «3 months»: a length of time as a value. */
export function isDuration(value: unknown): value is Duration {
  return Duration.safeParse(value).success;
}

const WORDS = { 'zh-CN': uiTexts.zhCN, en: uiTexts.en };

/** A fact's value as people read it: option labels, grouped digits, the unit behind a number. */
export function valueText(value: unknown, fact: ValueFact | undefined, locale: Locale): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return withUnit(value, fact, locale);
  if (typeof value === 'boolean') return value ? WORDS[locale].yes : WORDS[locale].no;
  if (Array.isArray(value))
    return value.map((item) => valueText(item, fact, locale)).join(locale === 'en' ? ', ' : '、');
  if (isFactReference(value)) return value.fact;
  if (isDuration(value)) return durationText(value, locale);
  if (typeof value !== 'string') return JSON.stringify(value);
  const option = fact?.options?.find((known) => known.value === value);
  return option ? localize(option.label, locale) : value;
}

/** «30 分钟», «1 month», with the space that does not break. */
export function durationText({ amount, unit }: Duration, locale: Locale): string {
  const form = locale === 'en' && amount === 1 ? ('one' as const) : ('other' as const);
  const template: string =
    form === 'one' ? uiTexts.en[`duration_${unit}_one`] : WORDS[locale][`duration_${unit}_other`];
  return template.replace('{{number}} ', `${numberText(amount, locale)}\u00a0`);
}

/** Two decimals where there are any, so that columns align, and a true minus sign. */
function numberText(value: number, locale: Locale): string {
  const digits = Number.isInteger(value) ? 0 : 2;
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(value)
    .replace('-', '−');
}

/** A number is never torn from its unit at the end of a line, so the space between them does not break. */
function withUnit(value: number, fact: ValueFact | undefined, locale: Locale): string {
  const text = numberText(value, locale);
  if (!fact?.unit) return text;
  return `${text}\u00a0${localizeUnit(fact.unit, value, locale)}`;
}
