const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/** Ms to wait before the next attempt, after so many that failed. */
export function retryDelay(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
}
