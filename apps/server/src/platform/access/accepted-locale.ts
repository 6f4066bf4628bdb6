import type { Locale } from '@tagloom/contracts';

const MAX_LENGTH = 500;
/** Languages that are spoken here, by the first part of a language tag. */
const SPOKEN: ReadonlyMap<string, Locale> = new Map([
  ['zh', 'zh-CN'],
  ['en', 'en'],
]);

/** The language of an `Accept-Language` header that the caller likes best of those spoken here; null when it names none. */
export function acceptedLocale(header: string | undefined): Locale | null {
  if (!header || header.length > MAX_LENGTH) return null;
  let best: { locale: Locale; weight: number } | null = null;
  for (const part of header.split(',')) {
    const [tag = '', quality] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const locale = SPOKEN.get(tag.split('-')[0]);
    const weight = quality === undefined ? 1 : Number(/^q=([01](?:\.\d{1,3})?)$/.exec(quality)?.[1] ?? 0);
    if (locale && weight > (best?.weight ?? 0)) best = { locale, weight };
  }
  return best?.locale ?? null;
}
