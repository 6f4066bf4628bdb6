import { mkdir } from 'node:fs/promises';
import { migrate } from '../platform/database/migrate.js';
import type { ProcessRole } from '../platform/settings/process-role.js';
import { resolveSecret } from '../platform/settings/resolve-secret.js';
import { readSettings, SettingsError } from '../platform/settings/settings.js';
import { openDatabase } from './open-database.js';
import { requireFreePort } from './require-free-port.js';
import { say } from './say.js';
import { ShutdownSequence } from './shutdown-sequence.js';
import { StartError } from './start-error.js';
import { startApp } from './start-app.js';
import { texts } from './texts/index.js';

/** One process from settings to serving. What a person can put right is said in plain lines, and the exit code is 1. */
export async function runProcess(role: ProcessRole): Promise<void> {
  const shutdown = new ShutdownSequence();
  try {
    const settings = readSettings(process.env);
    if (role.api) await requireFreePort(settings);
    await mkdir(settings.dataDir, { recursive: true });
    const database = await openDatabase(settings, role);
    shutdown.add(texts.database, database.close);
    say(texts.migrating);
    const ran = await migrate(database.url);
    if (ran.length > 0) say(texts.migrated(ran.length));
    const resolved = { ...settings, databaseUrl: database.url, secret: await resolveSecret(settings) };
    say(texts.startingApplication);
    const app = await startApp(resolved, role);
    shutdown.add(texts.application, () => app.close());
    say(role.api ? `TAGLOOM_READY http://${displayHost(settings.host)}:${settings.port}` : 'TAGLOOM_READY worker');
  } catch (error) {
    await shutdown.run();
    if (isForPeople(error)) for (const line of error.message.split('\n')) process.stderr.write(`${line}\n`);
    else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  }
}

function isForPeople(error: unknown): error is Error {
  return error instanceof SettingsError || error instanceof StartError;
}

function displayHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
}
