import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { log } from '../logging/pino-logger.js';
import { PeriodicLook } from './periodic-look.js';

const EVERY_MS = 1_000;

class Gardener extends PeriodicLook {
  protected readonly everyMs = EVERY_MS;
  protected readonly failure = 'could not water the garden';
  readonly looks: { done(): void; fail(error: Error): void }[] = [];

  protected doDue(): Promise<void> {
    return new Promise((resolve, reject) => this.looks.push({ done: resolve, fail: reject }));
  }
}

let gardener: Gardener;
const settle = () => jest.advanceTimersByTimeAsync(0);

beforeEach(() => {
  jest.useFakeTimers();
  gardener = new Gardener();
  gardener.onApplicationBootstrap();
});
afterEach(async () => {
  gardener.looks.at(-1)?.done();
  await gardener.beforeApplicationShutdown();
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('work that is looked after every so often', () => {
  it('is first looked at when its time has come, and then each time again', async () => {
    await jest.advanceTimersByTimeAsync(EVERY_MS - 1);
    expect(gardener.looks).toHaveLength(0);
    for (let n = 1; n <= 3; n += 1) {
      await jest.advanceTimersByTimeAsync(n === 1 ? 1 : EVERY_MS);
      expect(gardener.looks).toHaveLength(n);
      gardener.looks[n - 1].done();
      await settle();
    }
  });

  it('is looked at once at a time: whoever asks meanwhile waits for the look under way', async () => {
    const both = [gardener.look(), gardener.look()];
    await jest.advanceTimersByTimeAsync(5 * EVERY_MS);
    expect(gardener.looks).toHaveLength(1);
    gardener.looks[0].done();
    await Promise.all(both);
    void gardener.look();
    expect(gardener.looks).toHaveLength(2);
  });

  it('goes on after a look that failed, which the log tells with what did not work', async () => {
    const told = jest.spyOn(log, 'error').mockImplementation(() => undefined);
    const failing = gardener.look();
    gardener.looks[0].fail(new Error('no water'));
    await expect(failing).resolves.toBeUndefined();
    expect(told.mock.calls).toEqual([
      [{ err: new Error('no water'), context: 'Gardener' }, 'could not water the garden'],
    ]);
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    expect(gardener.looks).toHaveLength(2);
  });

  it('goes on after a look that failed before it waited for anything', async () => {
    jest.spyOn(log, 'error').mockImplementation(() => undefined);
    const at = jest.spyOn(gardener as unknown as { doDue(): Promise<void> }, 'doDue').mockImplementationOnce(() => {
      throw new Error('no garden');
    });
    await expect(gardener.look()).resolves.toBeUndefined();
    expect(at).toHaveBeenCalledTimes(1);
    void gardener.look();
    expect(gardener.looks).toHaveLength(1);
  });

  it('lets shutting down wait for the look under way, and is not looked at after that', async () => {
    void gardener.look();
    let isDown = false;
    const down = gardener.beforeApplicationShutdown().then(() => (isDown = true));
    await settle();
    expect(isDown).toBe(false);
    gardener.looks[0].done();
    await down;
    await jest.advanceTimersByTimeAsync(5 * EVERY_MS);
    expect(gardener.looks).toHaveLength(1);
  });

  it('does not keep the process alive', () => {
    expect((gardener as unknown as { timer: NodeJS.Timeout }).timer.hasRef()).toBe(false);
  });
});
