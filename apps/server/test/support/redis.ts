import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@tagloom/embedded';
import { Redis } from 'ioredis';

export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

/** Why there is no Redis to test with; null when there is one: that of `REDIS_URL_TEST`, else the `redis-server` of this machine. */
export const redisMissing: string | null =
  process.env.REDIS_URL_TEST || spawnSync('redis-server', ['--version']).status === 0
    ? null
    : 'no redis-server on this machine: install it, or set REDIS_URL_TEST';

/** An empty Redis: that of `REDIS_URL_TEST` (its database is flushed), else one of our own on a free port. */
export async function startRedis(): Promise<TestRedis> {
  const given = process.env.REDIS_URL_TEST;
  if (given) {
    const client = new Redis(given);
    await client.flushdb();
    await client.quit();
    return { url: given, stop: () => Promise.resolve() };
  }
  const folder = await mkdtemp(join(tmpdir(), 'tagloom-redis-'));
  const port = await freePort();
  const settings = { port: String(port), bind: '127.0.0.1', dir: folder, save: '', 'maxmemory-policy': 'noeviction' };
  const child = spawn(
    'redis-server',
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: 'ignore' },
  );
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const stopWithUs = (): boolean => child.kill();
  process.once('exit', stopWithUs);
  const url = `redis://127.0.0.1:${port}`;
  await answering(url);
  return {
    url,
    stop: async () => {
      child.kill();
      await gone;
      process.removeListener('exit', stopWithUs);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answering(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 100 });
  // It refuses connections until it listens; the client tries again by itself.
  client.on('error', () => undefined);
  await client.ping();
  await client.quit();
}
