import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../platform/settings/settings.js';
import { requireFreePort } from './require-free-port.js';
import { StartError } from './start-error.js';
import { texts } from './texts/index.js';

describe('the port', () => {
  it('that another program uses is named in one line', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const settings = { ...readSettings({}), port };
    await expect(requireFreePort(settings)).rejects.toThrow(new StartError(texts.portTaken(port)));
    await new Promise((resolve) => other.close(resolve));
    await expect(requireFreePort(settings)).resolves.toBeUndefined();
  });

  it('of an address that this machine does not have is refused', async () => {
    await expect(requireFreePort({ ...readSettings({}), port: 39_871, host: '203.0.113.7' })).rejects.toThrow(
      new StartError(texts.hostUnknown('"203.0.113.7"')),
    );
  });
});
