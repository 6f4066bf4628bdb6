/** Sums are kept in millionths of a unit. */
export const MICRO = 1e6;
/** Beyond a quadrillion a number is taken for a mistake rather than an amount, and not summed. */
export const MAX_SUMMAND = 1e15;

/** Longer values are represented by their beginning and a 106-bit hash. */
const MAX_VALUE_LENGTH = 48;
const HEAD = 20;

/** cyrb53: a 53-bit string hash (public domain, bryc). Two seeds give 106 bits. */
function hash53(text: string, seed: number): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** Own properties only: an event without `toString` must not count the inherited one. */
export function propertyOf(properties: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The text that stands for a value in a distinct count: itself when short, so that the count is exact. */
export function distinctKey(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value);
  if (text.length <= MAX_VALUE_LENGTH) return text;
  return `${text.slice(0, HEAD)}\0${hash53(text, 1).toString(36)}.${hash53(text, 2).toString(36)}`;
}

/** A finite number as it is compared and summed (-0 becomes 0), else null. A numeral in a text is a text. */
export function numericOperand(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value + 0 : null;
}

/** Texts that a metric shows are cut to this many UTF-16 units. */
const MAX_TEXT_LENGTH = 200;

/** A value as a text to show, cut without splitting a character; null for lists and what else is no single value. */
export function textOperand(value: unknown): string | null {
  if (typeof value === 'boolean' || numericOperand(value) !== null) return String(value);
  if (typeof value !== 'string') return null;
  return value.length <= MAX_TEXT_LENGTH ? value : value.slice(0, MAX_TEXT_LENGTH).replace(/[\ud800-\udbff]$/, '');
}

/** The keys of a value, or of the members of a list, each once. */
export function membersOf(raw: unknown, keyOf: (value: unknown) => string | null): string[] {
  if (!Array.isArray(raw)) {
    const key = keyOf(raw);
    return key === null ? [] : [key];
  }
  const keys = (raw as unknown[]).map(keyOf).filter((key) => key !== null);
  return [...new Set(keys)];
}
