import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express, { type Response } from 'express';
import { waitFor } from '../../testing/wait-for.js';
import { EventStream } from './event-stream.js';

let http: Server;
let response: Response;
beforeAll(async () => {
  const app = express();
  app.get('/', (_request, opened) => void (response = opened));
  http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise<void>((resolve) => http.close(() => resolve())));

/** A client that has asked, and reads nothing. */
async function ask(): Promise<{ stream: EventStream; reader: Socket }> {
  const reader = connect((http.address() as AddressInfo).port, '127.0.0.1');
  reader.on('error', () => undefined);
  const before = response;
  reader.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  reader.pause();
  await waitFor(
    async () => response,
    (now) => now !== before,
  );
  return { stream: new EventStream(response), reader };
}

describe('a stream', () => {
  it('drops a reader who does not read, with little kept for them', async () => {
    const { stream, reader } = await ask();
    const answer = response;
    stream.open();
    let sent = 0;
    let most = 0;
    while (stream.isOpen && sent < 2_000_000) {
      for (let n = 0; n < 1_000; n += 1) stream.send({ topic: 'definitions' });
      sent += 1_000;
      most = Math.max(most, answer.writableLength);
      // The system's own buffers take some first.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(stream.isOpen).toBe(false);
    expect(most).toBeLessThan(70_000);
    reader.destroy();
  });

  it('drops a reader who has read nothing between two beats', async () => {
    const { stream, reader } = await ask();
    const answer = response;
    stream.open();
    while (answer.writableLength < 30_000) {
      for (let n = 0; n < 100; n += 1) stream.send({ topic: 'runs' });
      await new Promise((resolve) => setImmediate(resolve));
    }
    stream.beat();
    expect(stream.isOpen).toBe(true);
    stream.beat();
    expect(stream.isOpen).toBe(false);
    reader.destroy();
  });

  it('says nothing before it is open, and nothing after it has ended', async () => {
    const { stream, reader } = await ask();
    let text = '';
    reader.on('data', (chunk) => (text += String(chunk)));
    reader.resume();
    stream.send({ topic: 'inbox' });
    stream.open();
    stream.send({ topic: 'customer', id: '7' });
    stream.beat();
    stream.end();
    stream.send({ topic: 'runs' });
    await new Promise((resolve) => stream.onClose(() => resolve(undefined)));
    await waitFor(
      async () => text,
      (now) => now.includes('0\r\n\r\n'),
    );
    expect(text).toContain('data: {"topic":"customer","id":"7"}');
    expect(text).toContain('\n:\n\n');
    expect(text).not.toMatch(/inbox|runs/);
    reader.destroy();
  });
});
