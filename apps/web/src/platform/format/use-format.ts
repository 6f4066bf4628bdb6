import { localize, type Locale, type LocalizedText } from '@tagloom/contracts';
import { useMemo } from 'react';
import { useLocale } from '@/platform/i18n/use-locale';

export interface Format {
  locale: Locale;
  number(value: number): string;
  /** 0.275 → 27.5% */
  percent(share: number): string;
  /** 2026-11-22 or 22 Nov 2026 */
  day(at: string | Date): string;
  dateTime(at: string | Date): string;
  time(at: string | Date): string;
  /** «2 seconds ago» up to an hour, then the date and time. */
  ago(at: string | Date): string;
  localized(text: LocalizedText): string;
}

const HOUR = 3_600_000;
/** A true minus sign, as wide as a digit. */
const minus = (text: string): string => text.replace(/^-/, '−');
/** «2 秒前», «2 s ago»: a space between digits and Chinese, and no points after units. */
const spaced = (text: string): string =>
  text
    .replace(/(\d)(?=\p{Script=Han})/u, '$1 ')
    .replace(/\bsec\./, 's')
    .replace('min.', 'min');

export function createFormat(locale: Locale): Format {
  // Swedish writes dates as zh-CN users read them: 2026-11-22.
  const dates = locale === 'zh-CN' ? 'sv-SE' : 'en-GB';
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(dates, locale === 'zh-CN' ? { dateStyle: 'short' } : { dateStyle: 'medium' });
  const time = new Intl.DateTimeFormat(dates, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const minutes = new Intl.DateTimeFormat(dates, { hour: '2-digit', minute: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const format: Format = {
    locale,
    number: (value) => minus(number.format(value)),
    percent: (share) => minus(percent.format(share)),
    day: (at) => day.format(new Date(at)),
    dateTime: (at) => `${day.format(new Date(at))}${locale === 'zh-CN' ? ' ' : ', '}${minutes.format(new Date(at))}`,
    time: (at) => time.format(new Date(at)),
    ago: (at) => {
      const elapsed = Date.now() - new Date(at).getTime();
      if (elapsed >= HOUR) return format.dateTime(at);
      if (elapsed >= 60_000) return spaced(relative.format(-Math.floor(elapsed / 60_000), 'minute'));
      return spaced(relative.format(-Math.max(0, Math.floor(elapsed / 1000)), 'second'));
    },
    localized: (text) => localize(text, locale),
  };
  return format;
}

export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => createFormat(locale), [locale]);
}
