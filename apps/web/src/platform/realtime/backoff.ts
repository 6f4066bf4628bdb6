const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Ms to wait after so many failures in a row; each tab a little differently, so that not all of them come back at once. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return whole * (0.75 + random() / 2);
}
