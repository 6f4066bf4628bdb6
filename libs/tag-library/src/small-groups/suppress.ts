/**
 * A count for readers who may not single anybody out: null below the minimum, zero included, as a zero that becomes null would
 * tell of the first one. Null as well when either is not a number.
 */
export function suppress(count: number, min: number): number | null {
  return count >= min ? count : null;
}
