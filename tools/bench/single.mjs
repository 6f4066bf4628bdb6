import { measureApplication, measurePeer } from './src/measure-events.mjs';
import { result } from './src/table.mjs';

const SINGLES = { batch: 1, connections: 20 };

/** @param {{ say: (line: string) => void }} options */
export async function run({ say }) {
  const peer = await measurePeer({ ...SINGLES, count: 20_000, say });
  const ours = await measureApplication({ ...SINGLES, count: 15_000, say });
  return [
    result('tagloom, one event per POST, 20 connections', ours, 'events/s', { atLeast: 1_500 }),
    result('by hand: node:http + closures + pg, no history', peer, 'events/s'),
  ];
}
