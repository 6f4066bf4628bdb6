import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/**
 * One request over a connection that stays, timed until the last byte of its answer.
 *
 * @param {string} url
 * @param {string} key
 * @param {{ method?: string, path: string, body?: unknown }} what
 * @returns {Promise<{ ms: number, text: string }>}
 */
export function ask(url, key, { method = 'POST', path, body }) {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${key}`,
    ...(sent !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
  };
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(`${url}${path}`, { method, agent, headers }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('end', () => {
        const ms = performance.now() - startedAt;
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve({ ms, text });
        else reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 300)}`));
      });
    });
    call.once('error', reject);
    call.end(sent);
  });
}
