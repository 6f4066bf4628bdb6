import { RealtimeMessage } from '@tagloom/contracts';
import { backoff } from './backoff';

/** The part of EventSource that is used. */
export type Source = Pick<EventSource, 'onopen' | 'onmessage' | 'onerror' | 'readyState' | 'close'>;

export interface RealtimeHandlers {
  onMessage: (message: RealtimeMessage) => void;
  /** Connected, after nothing was told: what changed until now may have been missed. */
  onOpen: () => void;
  /** The server answered, and did not let us in. */
  onRefused: () => void;
}

const CLOSED = 2;
const LOST_FOR_MS = 10_000;
/** A browser keeps few connections to one server, and a tab that nobody sees needs none. */
const HIDDEN_FOR_MS = 20_000;

/** One connection per tab. It comes back by itself, and rests while the tab is hidden. */
export class RealtimeClient {
  private handlers: RealtimeHandlers | undefined;
  private source: Source | undefined;
  private next: Source | undefined;
  private failures = 0;
  private retry: number | undefined;
  private hide: number | undefined;
  private lost: number | undefined;
  private readonly watched: string[] = [];
  private readonly listeners = new Set<() => void>();
  isLive = false;
  /** Not connected for ten seconds, though it should be. */
  isLost = false;

  constructor(private readonly connect: (path: string) => Source = (path) => new EventSource(path)) {}

  /** Returns the way to end it. */
  start(handlers: RealtimeHandlers): () => void {
    this.handlers = handlers;
    document.addEventListener('visibilitychange', this.onVisibility);
    window.addEventListener('online', this.onOnline);
    this.open();
    this.onVisibility();
    return () => this.stop();
  }

  /** Asks to be told of a customer's tags, until the answer is called. The last one asked for counts. */
  watch(customerId: string): () => void {
    this.watched.push(customerId);
    this.reopen();
    return () => {
      this.watched.splice(this.watched.lastIndexOf(customerId), 1);
      this.reopen();
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  private stop(): void {
    this.handlers = undefined;
    document.removeEventListener('visibilitychange', this.onVisibility);
    window.removeEventListener('online', this.onOnline);
    clearTimeout(this.hide);
    this.rest();
  }

  private rest(): void {
    clearTimeout(this.retry);
    clearTimeout(this.lost);
    this.retry = this.lost = undefined;
    this.failures = 0;
    this.next?.close();
    this.source?.close();
    this.next = this.source = undefined;
    this.tell(false, false);
  }

  /** The former connection stays until this one is open, so that nothing is missed in between. */
  private open(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    const customer = this.watched.at(-1);
    const source = this.connect(`/api/v1/realtime${customer === undefined ? '' : `?customer=${customer}`}`);
    this.next?.close();
    this.next = source;
    source.onopen = () => this.onOpen(source);
    source.onmessage = ({ data }: MessageEvent<string>) => this.onMessage(data);
    source.onerror = () => this.onError(source);
  }

  private reopen(): void {
    if (!this.source && !this.next) return;
    // Leaving one page and coming to the next are one change.
    clearTimeout(this.retry);
    this.retry = window.setTimeout(() => this.open(), 0);
  }

  private onOpen(source: Source): void {
    const former = this.source;
    former?.close();
    this.source = source;
    this.next = undefined;
    this.failures = 0;
    clearTimeout(this.lost);
    this.lost = undefined;
    this.tell(true, false);
    const id = this.watched.at(-1);
    if (!former) this.handlers?.onOpen();
    else if (id !== undefined) this.handlers?.onMessage({ topic: 'customer', id });
  }

  private onMessage(data: string): void {
    const message = RealtimeMessage.safeParse(readJson(data));
    if (message.success) this.handlers?.onMessage(message.data);
  }

  /** The browser would try again as well, but not after a refusal, and all tabs at the same pace. */
  private onError(source: Source): void {
    const wasRefused = source === this.next && source.readyState === CLOSED;
    source.close();
    if (source === this.source) this.source = undefined;
    if (source === this.next) this.next = undefined;
    this.tell(this.source !== undefined, this.isLost);
    this.lost ??= this.source ? undefined : window.setTimeout(() => this.tell(false, true), LOST_FOR_MS);
    if (wasRefused) this.handlers?.onRefused();
    if (this.next || !this.handlers) return;
    this.failures += 1;
    clearTimeout(this.retry);
    this.retry = window.setTimeout(() => this.open(), backoff(this.failures));
  }

  private readonly onVisibility = (): void => {
    clearTimeout(this.hide);
    if (document.hidden) this.hide = window.setTimeout(() => this.rest(), HIDDEN_FOR_MS);
    else if (!this.source && !this.next) this.open();
  };

  private readonly onOnline = (): void => {
    if (!this.source && !document.hidden) this.open();
  };

  private tell(isLive: boolean, isLost: boolean): void {
    if (isLive === this.isLive && isLost === this.isLost) return;
    this.isLive = isLive;
    this.isLost = isLost;
    for (const listener of this.listeners) listener();
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The one of this tab. */
export const realtime = new RealtimeClient();
