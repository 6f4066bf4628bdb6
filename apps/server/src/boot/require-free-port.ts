import { createServer } from 'node:net';
import type { Settings } from '../platform/settings/settings.js';
import { StartError } from './start-error.js';

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
  if (error.code === 'EADDRINUSE')
    return new StartError(`Port ${port} is already in use. Stop the other program or set PORT to another number.`);
  if (error.code === 'EACCES')
    return new StartError(`Port ${port} needs more rights. Set PORT to a number above 1023.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new StartError(
      `HOST=${JSON.stringify(host)}: expected an address of this machine, such as 127.0.0.1 or 0.0.0.0`,
    );
  return error;
}
