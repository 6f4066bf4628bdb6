import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isPublicAddress } from './address-policy.js';
import type { Resolver } from './guarded-lookup.js';
import { OutboundHttp } from './outbound-http.js';

const call = (url: string, timeoutMs?: number) => ({ url, headers: {}, body: '{}', timeoutMs });
const outbound = (resolver: Resolver, allowPrivateWebhooks = false) =>
  new OutboundHttp({ allowPrivateWebhooks }, resolver);
const resolvesTo =
  (...addresses: string[]): Resolver =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
    '0x7f.1',
    '1.2.3',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2001:4860:4860::8888', '2606:4700::1111'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('a call to a private address', () => {
  const neverAsked: Resolver = () => Promise.reject(new Error('asked'));

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0177.0.0.1/',
    'http://0x7f.0.0.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://１２７.0.0.1/',
    'http://127。0。0。1/',
  ])('%s is refused, however it is written', async (url) => {
    await expect(outbound(neverAsked).post(call(url))).rejects.toMatchObject({ code: 'address_not_allowed' });
    await expect(outbound(neverAsked).requireAllowed(url)).rejects.toMatchObject({ code: 'address_not_allowed' });
  });

  it.each(['ftp://example.com/', 'file:///etc/passwd', 'gopher://example.com/', 'http://user:pass@example.com/'])(
    '%s is refused even where private addresses are allowed',
    async (url) => {
      await expect(outbound(resolvesTo('8.8.8.8'), true).post(call(url, 10))).rejects.toMatchObject({
        code: 'address_not_allowed',
      });
      // The deadline of a call that has ended troubles nobody: an unhandled rejection would fail this suite.
      await new Promise((resolve) => setTimeout(resolve, 30));
    },
  );

  it.each([[['10.0.0.5']], [['8.8.8.8', '127.0.0.1']], [['2606:4700::1111', '::1']]])(
    'is refused when the name resolves to %j',
    async (addresses) => {
      const guarded = outbound(resolvesTo(...addresses));
      await expect(guarded.post(call('http://receiver.example/'))).rejects.toMatchObject({
        code: 'address_not_allowed',
        message: 'receiver.example is not a public address',
      });
    },
  );

  it('says when a name has no address, and lets it be registered', async () => {
    const guarded = outbound(() => Promise.reject(new Error('ENOTFOUND')));
    await expect(guarded.post(call('http://receiver.example/'))).rejects.toMatchObject({ code: 'address_not_found' });
    await expect(guarded.requireAllowed('http://receiver.example/')).resolves.toBeUndefined();
  });
});

describe('a call', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });
  const receiver = async (listener: RequestListener): Promise<string> => {
    const started = createServer(listener);
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return `http://receiver.example:${(started.address() as AddressInfo).port}/`;
  };
  const local = outbound(resolvesTo('127.0.0.1'), true);

  it('goes to the address that was checked, though the name answers another one the next time', async () => {
    const reached: (string | undefined)[] = [];
    const url = await receiver((request, response) => {
      reached.push(request.headers.host);
      response.end('ok');
    });
    const answers = ['127.0.0.1', '10.255.255.1'];
    const asked: string[] = [];
    const rebinding: Resolver = (host) => {
      asked.push(host);
      return resolvesTo(answers.shift() ?? '')(host);
    };
    await expect(outbound(rebinding, true).post(call(url))).resolves.toMatchObject({ status: 200, body: 'ok' });
    expect(asked).toEqual(['receiver.example']);
    expect(reached).toEqual([new URL(url).host]);
  });

  it('never follows a redirect', async () => {
    const paths: (string | undefined)[] = [];
    const url = await receiver((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: '/inside' }).end();
    });
    await expect(local.post(call(url))).resolves.toMatchObject({ status: 307 });
    expect(paths).toEqual(['/']);
  });

  it('keeps a kilobyte of an endless answer and hangs up', async () => {
    let hungUp: () => void;
    const closed = new Promise<void>((resolve) => (hungUp = resolve));
    const url = await receiver((_request, response) => {
      response.on('close', () => hungUp());
      const more = (): void => {
        while (response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
    });
    const answer = await local.post(call(url));
    expect(answer.status).toBe(200);
    expect(answer.body).toBe('x'.repeat(1024));
    await closed;
  });

  it('gives up on a receiver that hangs, and takes the status of one that never ends its answer', async () => {
    const silent = await receiver(() => undefined);
    await expect(local.post(call(silent, 100))).rejects.toMatchObject({ code: 'timeout' });
    server?.closeAllConnections();
    server?.close();
    const dripping = await receiver((_request, response) => void response.write('begun'));
    await expect(local.post(call(dripping, 100))).resolves.toMatchObject({ status: 200, body: 'begun' });
  });

  it('counts a name server that hangs as a receiver that does', async () => {
    const hanging = outbound(() => new Promise(() => undefined));
    await expect(hanging.post(call('http://receiver.example/', 50))).rejects.toMatchObject({ code: 'timeout' });
  });

  it('says that nobody listens', async () => {
    const url = await receiver(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    await expect(local.post(call(url))).rejects.toMatchObject({ code: 'connection_failed', message: 'ECONNREFUSED' });
  });
});
