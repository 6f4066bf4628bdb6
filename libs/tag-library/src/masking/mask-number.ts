import type { Locale } from '@tagloom/contracts';

const UNITS: Record<Locale, readonly (readonly [size: number, unit: string])[]> = {
  'zh-CN': [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
  ],
  en: [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ],
};
/** From here on the magnitude is open; nobody counts beyond. */
const LARGEST = 1e12;

/** 15万, 150k; what does not come out short keeps its digits, in threes. */
function short(value: number, locale: Locale): string {
  const size = Math.abs(value);
  const [by, unit] = UNITS[locale].find(([least]) => size >= least) ?? [1, ''];
  const quotient = value / by;
  if (Math.abs(quotient) < 10_000 && Number.isInteger(quotient * 100)) return `${quotient}${unit}`;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

const TEXTS = {
  below: { 'zh-CN': (bound: string) => `低于 ${bound}`, en: (bound: string) => `under ${bound}` },
  from: { 'zh-CN': (bound: string) => `${bound} 及以上`, en: (bound: string) => `${bound} or more` },
  between: {
    'zh-CN': (low: string, high: string) => `${low} 至 ${high}`,
    en: (low: string, high: string) => `${low} to ${high}`,
  },
};

/** Between which bounds: [low, high). Undefined when the bounds are none: not ascending, not finite or not there. */
export function maskToRange(value: number, bounds: readonly number[], locale: Locale): string | undefined {
  const areBounds =
    bounds.length > 0 && bounds.every((bound, at) => Number.isFinite(bound) && (at === 0 || bound > bounds[at - 1]!));
  if (!areBounds || !Number.isFinite(value)) return undefined;
  const next = bounds.findIndex((bound) => value < bound);
  if (next === 0) return TEXTS.below[locale](short(bounds[0]!, locale));
  const low = short(bounds.at(next < 0 ? -1 : next - 1)!, locale);
  return next < 0 ? TEXTS.from[locale](low) : TEXTS.between[locale](low, short(bounds[next]!, locale));
}

/** Between which powers of ten; 0 is with what is less than 1, so that it cannot be told from it. */
export function maskToMagnitude(value: number, locale: Locale): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const powers = [0, ...Array.from({ length: 13 }, (_, at) => 10 ** at)];
  if (value >= 0) return maskToRange(value, powers, locale);
  if (value <= -LARGEST) return TEXTS.below[locale](short(-LARGEST, locale));
  // (low, high]: mirrored, or -100 would be among the tens and 100 among the hundreds.
  const at = powers.findIndex((power) => -value < power);
  return TEXTS.between[locale](short(-powers[at]!, locale), short(-powers[at - 1]! || 0, locale));
}
