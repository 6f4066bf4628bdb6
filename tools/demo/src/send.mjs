import { texts } from './texts/index.mjs';

const BATCH = 1000;

/**
 * Sends in batches, one after the other: order within a customer holds, and the server commits 1,000 at a time anyway.
 *
 * @template T
 * @param {{ what: string, items: T[], send: (batch: T[]) => Promise<void>, say: (line: string) => void }} options
 */
export async function sendInBatches({ what, items, send, say }) {
  const startedAt = Date.now();
  let lastSaid = 0;
  for (let from = 0; from < items.length; from += BATCH) {
    await send(items.slice(from, from + BATCH));
    const done = Math.min(items.length, from + BATCH);
    if (Date.now() - lastSaid < 2_000 && done < items.length) continue;
    lastSaid = Date.now();
    const rate = done / Math.max(0.001, (lastSaid - startedAt) / 1000);
    const left = Math.ceil((items.length - done) / rate);
    say(texts.sent({ what, done, all: items.length, rate: Math.round(rate), left }));
  }
}
