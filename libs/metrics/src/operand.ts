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
