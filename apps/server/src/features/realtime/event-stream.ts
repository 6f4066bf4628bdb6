import type { RealtimeMessage } from '@tagloom/contracts';
import type { Response } from 'express';

/** Bytes that may wait for a reader. Messages are tiny, so whoever is this far behind does not read. */
const MOST_WAITING = 64 * 1024;
/** What clients that reconnect by themselves wait before it. */
const RETRY_MS = 2_000;
const PROBE_AFTER_MS = 30_000;

/** One answer of Server-Sent Events. A reader that does not keep up is dropped: it reconnects and reads everything again. */
export class EventStream {
  private hadWaiting = false;
  private isConnected = false;

  constructor(private readonly response: Response) {
    response.on('error', () => response.destroy());
  }

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** From here on the reader counts as connected. */
  open(): void {
    const { response } = this;
    response.status(200);
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store, no-transform');
    response.setHeader('X-Accel-Buffering', 'no');
    response.socket?.setNoDelay(true);
    response.socket?.setKeepAlive(true, PROBE_AFTER_MS);
    response.flushHeaders();
    this.isConnected = true;
    this.write(`retry: ${RETRY_MS}\n\n`);
  }

  /** Nothing before {@link open}: whoever connects reads everything afterwards. */
  send(message: RealtimeMessage): void {
    this.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  /** A comment, so that nothing on the way takes the connection for dead. Who has read nothing since the last one is gone. */
  beat(): void {
    const hasWaiting = this.response.writableLength > 0;
    if (hasWaiting && this.hadWaiting) return this.drop();
    this.hadWaiting = hasWaiting;
    this.write(':\n\n');
  }

  end(): void {
    if (this.isOpen) this.response.end();
  }

  /** Calls back once, whoever ended it. */
  onClose(listener: () => void): void {
    this.response.once('close', listener);
  }

  private write(text: string): void {
    if (!this.isConnected || !this.isOpen) return;
    if (this.response.writableLength > MOST_WAITING) return this.drop();
    this.response.write(text);
  }

  /** Without another byte: an orderly end would wait behind what is not read. */
  private drop(): void {
    this.response.destroy();
  }
}
