import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { temporaryPostgres } from '@tagloom/embedded';
import { atExit } from './at-exit.mjs';

/** Another process; it ends with this one. @param {string} script beside this file, or its whole path @param {Record<string, string>} [env] */
export function child(script, env = {}) {
  const process_ = fork(resolve(import.meta.dirname, script), { env: { ...process.env, ...env } });
  process.once('exit', () => process_.kill());
  return {
    kill: () => process_.kill(),
    send: (/** @type {object} */ message) => process_.send(message),
    /** @returns {Promise<any>} */
    answer: () =>
      new Promise((resolve, reject) => {
        process_.once('message', resolve);
        process_.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
      }),
  };
}

/**
 * Sends events from another process.
 *
 * @param {{ url: string, key: string, from: number, to: number, batch: number, connections: number }} job
 * @returns {Promise<{ startedAt: number, postedAt: number, waits: number }>} milliseconds since 1970; waits: answers that said 429
 */
export async function sendEvents(job) {
  const driver = child('drive.mjs');
  driver.send(job);
  const answer = await driver.answer();
  driver.kill();
  if (answer.error) throw new Error(answer.error);
  return answer;
}

/** The hand-written server on a database with the application's settings. */
export async function startPeer() {
  const postgres = await temporaryPostgres();
  atExit.add(postgres.dataDir);
  const peer = child('peer.mjs', { DATABASE_URL: postgres.url });
  const { port } = await peer.answer();
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      peer.kill();
      await postgres.stop();
    },
  };
}
