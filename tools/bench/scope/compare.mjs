const WARM_UP = 12;

/** @param {number[]} numbers @param {number} share in percent */
export const percentile = (numbers, share) =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor((numbers.length * share) / 100))];

/**
 * Two servers in turn, each first every second time, so that a busy moment of the machine falls on both.
 *
 * @typedef {(n: number) => Promise<{ ms: number, text: string }>} Side
 * @param {Side} scoped
 * @param {Side} open
 * @param {number} pairs
 * @param {boolean} isEqual both must answer the same
 */
export async function compare(scoped, open, pairs, isEqual) {
  /** @type {{ scoped: number[], open: number[] }} */
  const times = { scoped: [], open: [] };
  for (let n = -WARM_UP; n < pairs; n++) {
    const at = n + WARM_UP;
    /** @type {[keyof typeof times, Side][]} */
    const turn = [
      ['scoped', scoped],
      ['open', open],
    ];
    const texts = [];
    for (const [name, side] of n % 2 === 0 ? turn : turn.toReversed()) {
      const { ms, text } = await side(at);
      texts.push(text);
      if (n >= 0) times[name].push(ms);
    }
    if (isEqual && texts[0] !== texts[1]) throw new Error('the answers differ: the measurement means nothing');
  }
  const of = (/** @type {number[]} */ list) => ({ median: percentile(list, 50), p95: percentile(list, 95) });
  const [one, other] = [of(times.scoped), of(times.open)];
  return { scoped: one, open: other, cost: 100 * (one.median / other.median - 1) };
}
