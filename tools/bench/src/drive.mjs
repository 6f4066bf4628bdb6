import { Agent, request } from 'node:http';
import { events } from './workload.mjs';

/**
 * The load, in a process of its own. Sends what it is told over keep-alive connections and answers with the time of the
 * first POST; bodies are made before.
 */

/** @param {Agent} agent @param {URL} url @param {string} key @param {Buffer} body @returns {Promise<{ status: number, retryAfter: number }>} */
function post(agent, url, key, body) {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, retryAfter: Number(response.headers['retry-after'] ?? 1) }),
      );
    });
    call.once('error', reject);
    call.end(body);
  });
}

/** @param {{ url: string, key: string, from: number, to: number, batch: number, connections: number }} job */
async function drive({ url, key, from, to, batch, connections }) {
  const all = events(from, to, new Date().toISOString());
  const bodies = [];
  for (let at = 0; at < all.length; at += batch)
    bodies.push(Buffer.from(JSON.stringify({ events: all.slice(at, at + batch) })));
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const target = new URL('/api/v1/events', url);
  let next = 0;
  let waits = 0;
  const startedAt = Date.now();
  const worker = async () => {
    while (next < bodies.length) {
      const body = bodies[next++];
      for (;;) {
        const { status, retryAfter } = await post(agent, target, key, body);
        if (status === 202) break;
        if (status !== 429) throw new Error(`POST /api/v1/events answered ${status}`);
        waits++;
        await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000));
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return { startedAt, postedAt: Date.now(), waits };
}

process.on('message', async (/** @type {any} */ job) => {
  try {
    process.send?.(await drive(job));
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
