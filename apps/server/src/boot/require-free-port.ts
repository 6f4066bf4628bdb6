import { createServer } from 'node:net';
import type { Settings } from '../platform/settings/settings.js';
import { StartError } from './start-error.js';
import { texts } from './texts/index.js';

/** Tries the port before anything else is started. */
export async function requireFreePort({ port, host }: Settings): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port, host)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** What a failure to listen means, in one line. */
export function portError(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE') return new StartError(texts.portTaken(port));
  if (error.code === 'EACCES') return new StartError(texts.portForbidden(port));
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new StartError(texts.hostUnknown(JSON.stringify(host)));
  return error;
}
