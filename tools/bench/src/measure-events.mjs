import { pause } from '../../demo/src/api-client.mjs';
import { startApplication } from './application.mjs';
import { sendEvents, startPeer } from './children.mjs';
import { expectedChanges, prepare, tagsHeld } from './workload.mjs';

/** Long enough for the compiler of either side to have seen everything. */
const WARM_UP = 5_000;

/**
 * Events per second from the first POST until the last effective tag is committed.
 *
 * @param {{ count: number, batch: number, connections: number, say: (line: string) => void }} options
 */
export async function measureApplication({ count, batch, connections, say }) {
  const application = await startApplication(say);
  const { url, key, api } = application;
  try {
    say('preparing 5,000 customers and 20 flows');
    await prepare(api);
    await sendEvents({ url, key, from: 0, to: WARM_UP, batch, connections });
    await drained(api);
    say(`sending ${count.toLocaleString('en')} events`);
    const { startedAt, postedAt, waits } = await sendEvents({
      url,
      key,
      from: WARM_UP,
      to: WARM_UP + count,
      batch,
      connections,
    });
    await drained(api);
    const seconds = (Date.now() - startedAt) / 1000;
    const held = await tagsHeld(api);
    const expected = expectedChanges(0, WARM_UP + count);
    say(
      `accepted in ${((postedAt - startedAt) / 1000).toFixed(1)} s, evaluated in ${seconds.toFixed(1)} s, ${waits} waits for 429, ${held} tags`,
    );
    if (held !== expected)
      throw new Error(`${held} tags are held, ${expected} were expected: the measurement means nothing`);
    return count / seconds;
  } finally {
    await application.stop();
  }
}

/** @param {import('../../demo/src/api-client.mjs').ApiClient} api */
async function drained(api) {
  while ((await api.get('/api/health')).backlog > 0) await pause(20);
}

/**
 * The same for the hand-written peer, whose answer already means that the tags are committed.
 *
 * @param {{ count: number, batch: number, connections: number, say: (line: string) => void }} options
 */
export async function measurePeer({ count, batch, connections, say }) {
  const peer = await startPeer();
  try {
    say('the same by hand on node:http and pg, without history');
    await sendEvents({ url: peer.url, key: 'none', from: 0, to: WARM_UP, batch, connections });
    const { startedAt, postedAt } = await sendEvents({
      url: peer.url,
      key: 'none',
      from: WARM_UP,
      to: WARM_UP + count,
      batch,
      connections,
    });
    return count / ((postedAt - startedAt) / 1000);
  } finally {
    await peer.stop();
  }
}
