import { readFileSync } from 'node:fs';

/** Ticks of all processors since the start: all of them, and those that the host gave to others. Null where nobody says. */
function ticks() {
  try {
    const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/).map(Number);
    return { all: fields.slice(0, 8).reduce((sum, value) => sum + value, 0), stolen: fields[7] };
  } catch {
    return null;
  }
}

/**
 * Percent of the processors' time that a virtual machine's host gave to others between the call and that of the function
 * it returns: figures of a run in which this is large say little. Null where nobody says.
 *
 * @returns {() => number | null}
 */
export function stolenSince() {
  const before = ticks();
  return () => {
    const now = ticks();
    return before && now ? (100 * (now.stolen - before.stolen)) / Math.max(1, now.all - before.all) : null;
  };
}
