import type { RealtimeMessage } from '@tagloom/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RealtimeClient, type Source } from './realtime-client';

class FakeSource implements Source {
  onopen: Source['onopen'] = null;
  onmessage: Source['onmessage'] = null;
  onerror: Source['onerror'] = null;
  readyState = 0;
  isClosed = false;
  constructor(readonly path: string) {}
  close(): void {
    this.isClosed = true;
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.call(this as unknown as EventSource, new Event('open'));
  }
  say(data: string): void {
    this.onmessage?.call(this as unknown as EventSource, new MessageEvent('message', { data }));
  }
  /** The line breaks; or, as a browser does with an answer that is no stream, it is closed for good. */
  break(readyState = 0): void {
    this.readyState = readyState;
    this.onerror?.call(this as unknown as EventSource, new Event('error'));
  }
}

let sources: FakeSource[];
let heard: (RealtimeMessage | 'open' | 'refused')[];
let client: RealtimeClient;
let stop: () => void;
const latest = () => sources[sources.length - 1]!;
const living = () => sources.filter(({ isClosed }) => !isClosed);
beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  heard = [];
  client = new RealtimeClient((path) => {
    const source = new FakeSource(path);
    sources.push(source);
    return source;
  });
  stop = client.start({
    onMessage: (message) => heard.push(message),
    onOpen: () => heard.push('open'),
    onRefused: () => heard.push('refused'),
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});
const hide = (isHidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('the connection of a tab', () => {
  it('is one, and hands on what it hears', () => {
    expect(sources.map(({ path }) => path)).toEqual(['/api/v1/realtime']);
    latest().open();
    latest().say('{"topic":"definitions"}');
    expect(heard).toEqual(['open', { topic: 'definitions' }]);
    expect(client.isLive).toBe(true);
  });

  it.each(['', '{', '{"topic":"weather"}', '{"topic":"runs","name":"x"}', 'null'])('does not fall over %j', (data) => {
    latest().open();
    latest().say(data);
    expect(heard).toEqual(['open']);
  });

  it('comes back after longer and longer waits, and says so when it is there', () => {
    latest().open();
    const waits: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      latest().break();
      const before = sources.length;
      const since = Date.now();
      while (sources.length === before) vi.advanceTimersByTime(50);
      waits.push(Date.now() - since);
    }
    expect(waits[0]).toBeLessThanOrEqual(1_300);
    expect(waits[3]).toBeGreaterThan(waits[0]! * 3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(38_000);
    latest().open();
    expect(heard).toEqual(['open', 'open']);
    expect(living()).toHaveLength(1);
  });

  it('that the server refuses is asked for again, after word of it', () => {
    latest().break(2);
    expect(heard).toEqual(['refused']);
    vi.advanceTimersByTime(1_300);
    expect(sources).toHaveLength(2);
  });

  it('counts as lost after ten seconds without it, not before, and not for a moment longer', () => {
    const tellings: boolean[] = [];
    client.subscribe(() => tellings.push(client.isLost));
    latest().open();
    latest().break();
    vi.advanceTimersByTime(9_900);
    expect(client.isLost).toBe(false);
    vi.advanceTimersByTime(200);
    expect(client.isLost).toBe(true);
    while (latest().isClosed) vi.advanceTimersByTime(100);
    latest().open();
    expect(client.isLost).toBe(false);
    expect(tellings).toEqual([false, false, true, false]);
  });

  it('rests while nobody sees the tab, and is there at once when somebody does', () => {
    latest().open();
    hide(true);
    vi.advanceTimersByTime(19_000);
    hide(false);
    vi.advanceTimersByTime(60_000);
    expect(living()).toHaveLength(1);
    hide(true);
    vi.advanceTimersByTime(21_000);
    expect(living()).toHaveLength(0);
    vi.advanceTimersByTime(60_000);
    expect(client.isLost).toBe(false);
    hide(false);
    expect(living()).toHaveLength(1);
    latest().open();
    expect(heard).toEqual(['open', 'open']);
  });

  it('ends when it is no longer wanted, and hears nothing more', () => {
    latest().open();
    const source = latest();
    stop();
    source.say('{"topic":"runs"}');
    vi.advanceTimersByTime(60_000);
    expect(living()).toHaveLength(0);
    expect(heard).toEqual(['open']);
  });
});

describe('a customer that is looked at', () => {
  it('is asked for on a new connection, and the former one stays until that is open', () => {
    latest().open();
    const former = latest();
    const leave = client.watch('7');
    vi.advanceTimersByTime(1);
    expect(latest().path).toBe('/api/v1/realtime?customer=7');
    expect(former.isClosed).toBe(false);
    latest().open();
    expect(living()).toEqual([latest()]);
    expect(heard).toEqual(['open', { topic: 'customer', id: '7' }]);
    leave();
    vi.advanceTimersByTime(1);
    expect(latest().path).toBe('/api/v1/realtime');
  });

  it('after another one costs one new connection', () => {
    latest().open();
    const leave = client.watch('7');
    vi.advanceTimersByTime(1);
    latest().open();
    leave();
    client.watch('8');
    vi.advanceTimersByTime(1);
    expect(sources.map(({ path }) => path.split('=')[1])).toEqual([undefined, '7', '8']);
  });
});
