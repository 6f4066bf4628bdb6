import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FLOWS } from '../demo/src/flows/index.mjs';
import { waitForRun } from '../demo/src/seed.mjs';
import { startApplication } from './src/application.mjs';
import { result } from './src/table.mjs';

/** The demo has more; six are measured, so that figures of years can be compared. */
const SIX = 6;

/** From the first publishing until the last of the demo's runs over everyone is done. @param {{ say: (line: string) => void }} options */
export async function run({ say }) {
  const { url, key, api, dataDir, stop } = await startApplication(say);
  try {
    await loadDemo(url, key, dataDir, say);
    const drafts = [];
    for (const flow of FLOWS.slice(0, SIX)) drafts.push(await api.post('/api/v1/flows', { flow }));
    // The first rules of all tag almost everyone; nobody else is here to agree to it.
    await api.put('/api/v1/settings/guard', { ...(await api.get('/api/v1/settings/guard')), share: 100 });
    const { total: customers } = await api.post('/api/v1/customers/search', { page: { size: 1 } });
    const startedAt = performance.now();
    const runs = [];
    for (const { id, revision } of drafts)
      runs.push((await api.post(`/api/v1/flows/${id}/publish`, { apply: 'everyone', revision })).run.id);
    let changed = 0;
    for (const id of runs) changed += await waitForRun(api, id);
    const seconds = (performance.now() - startedAt) / 1000;
    say(`${changed} tags changed`);
    return [result(`${customers.toLocaleString('en')} customers × ${SIX} flows`, seconds, 's', { atMost: 5 })];
  } finally {
    await stop();
  }
}

/** @param {string} url @param {string} key @param {string} dataDir @param {(line: string) => void} say */
function loadDemo(url, key, dataDir, say) {
  const loader = join(import.meta.dirname, '../demo/load.mjs');
  const child = spawn(process.execPath, [loader, '--url', url, '--no-flows'], {
    env: { ...process.env, TAGLOOM_ADMIN_KEY: key, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', say);
  return new Promise((resolve, reject) =>
    child.once('exit', (code) =>
      code === 0 ? resolve(undefined) : reject(new Error(`the demo was not loaded: ${code}`)),
    ),
  );
}
