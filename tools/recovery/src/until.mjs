/**
 * Asks until the answer satisfies.
 *
 * @template T
 * @param {string} what for the one who reads that it did not happen
 * @param {() => Promise<T>} ask
 * @param {(answer: T) => boolean} isDone
 * @param {number} [withinMs]
 * @returns {Promise<T>}
 */
export async function until(what, ask, isDone, withinMs = 15_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
