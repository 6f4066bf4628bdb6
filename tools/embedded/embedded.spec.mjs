import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { portIsTaken, startPostgres } from './index.mjs';

const dataDir = mkdtempSync(join(tmpdir(), 'tagloom-embedded-'));
after(() => rmSync(dataDir, { recursive: true, force: true }));

/** @param {string} url @param {string} text */
async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Starts the database from another process. @returns {Promise<{ child: import('node:child_process').ChildProcess, url: string, pid: number }>} */
function startElsewhere() {
  const script = `import { startPostgres } from ${JSON.stringify(new URL('./index.mjs', import.meta.url).href)};
    const { url, pid } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(JSON.stringify({ url, pid })); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => child.stdout.once('data', (line) => resolve({ child, ...JSON.parse(line) })));
}

test('what was committed survives a stop, and nothing listens afterwards', async () => {
  const first = await startPostgres({ dataDir });
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  await first.stop();
  assert.equal(await portIsTaken(first.port, '127.0.0.1'), false);
  const second = await startPostgres({ dataDir });
  assert.deepEqual(await query(second.url, 'SELECT n FROM kept'), [{ n: 7 }]);
  await second.stop();
});

test('the password is needed', async () => {
  const postgres = await startPostgres({ dataDir });
  await assert.rejects(
    query(postgres.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1'),
    /password authentication failed/,
  );
  await postgres.stop();
});

test('a data directory that a living process uses is refused in one line', async () => {
  const postgres = await startPostgres({ dataDir });
  await assert.rejects(
    startPostgres({ dataDir }),
    (/** @type {any} */ error) => error.code === 'data_dir_in_use' && !error.message.includes('\n'),
  );
  await postgres.stop();
});

test('after a kill of everything the next start recovers what was committed', async () => {
  const { child, url, pid } = await startElsewhere();
  await query(url, 'CREATE TABLE committed AS SELECT 8 AS n');
  // The signal is sent at once and takes effect a little later: until then the owner lives.
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await gone;
  const again = await startPostgres({ dataDir });
  assert.deepEqual(await query(again.url, 'SELECT n FROM committed'), [{ n: 8 }]);
  await again.stop();
});
