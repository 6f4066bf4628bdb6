import { z } from 'zod';

/** Languages of every text a person sees. Chinese is the first language of most users. */
export const LOCALES = ['zh-CN', 'en'] as const;
export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;

/** A text in each language; `en` may be absent for names that staff type themselves. */
export const LocalizedText = z.object({ 'zh-CN': z.string(), en: z.string().optional() });
export type LocalizedText = z.infer<typeof LocalizedText>;

/** Database ids are 64-bit integers; they travel as decimal strings. */
export const Id = z.string().regex(/^[1-9]\d{0,17}$/, 'expected a positive decimal id');
export type Id = z.infer<typeof Id>;

/** Text without NUL, which PostgreSQL cannot store. */
export const safeText = (max: number, min = 0) =>
  z
    .string()
    .min(min)
    .max(max)
    // eslint-disable-next-line no-control-regex -- refusing this very character is the point
    .refine((text) => !/\u0000/.test(text), 'must not contain NUL characters');

/** A short name that staff type, in each language; like {@link LocalizedText}, with the limits of an input. */
export const displayName = (max: number) =>
  z.strictObject({ 'zh-CN': safeText(max, 1), en: safeText(max * 2, 1).optional() });

/** A key staff can type and rules can reference: `orders_90d`, `vip`. */
export const Key = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'expected lower-case letters, digits and _, starting with a letter');

/** An instant, ISO 8601 with zone. */
export const Instant = z.iso.datetime({ offset: true });

/** `text` in `locale`, falling back to Chinese, which is always present. */
export function localize(text: LocalizedText, locale: Locale): string {
  return text[locale] ?? text['zh-CN'];
}

/** The unit behind a number: «times» of one is «time»; symbols and currencies, which end in a capital, stay as they are. */
export function localizeUnit(unit: LocalizedText, value: number, locale: Locale): string {
  const text = localize(unit, locale);
  if (locale !== 'en' || Math.abs(value) !== 1) return text;
  return text.endsWith('ies') ? `${text.slice(0, -3)}y` : text.replace(/(?<=[a-z]{2}[^s])s$/, '');
}
