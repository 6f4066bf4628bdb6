import { measureApplication, measurePeer } from './src/measure-events.mjs';
import { result } from './src/table.mjs';

const BATCHES = { batch: 500, connections: 4 };

/** @param {{ say: (line: string) => void }} options */
export async function run({ say }) {
  const peer = await measurePeer({ ...BATCHES, count: 150_000, say });
  const ours = await measureApplication({ ...BATCHES, count: 80_000, say });
  return [
    result('tagloom, batches of 500, with history', ours, 'events/s', { atLeast: 8_000 }),
    result('by hand: node:http + pg, one upsert per batch, no history', peer, 'events/s'),
  ];
}
