import type { Locale } from '@tagloom/contracts';

/** Which greeting suits the hour. */
export function greetingAt(hour: number): 'morning' | 'noon' | 'afternoon' | 'evening' {
  if (hour >= 5 && hour < 11) return 'morning';
  if (hour >= 11 && hour < 13) return 'noon';
  if (hour >= 13 && hour < 18) return 'afternoon';
  return 'evening';
}

/** The day with its weekday: «11月22日 星期日», «Sunday, 22 November». */
export function dateLine(at: Date, locale: Locale): string {
  if (locale === 'en')
    return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
  const day = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric' }).format(at);
  return `${day} ${new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(at)}`;
}
