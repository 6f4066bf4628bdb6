import type { Flow } from '@tagloom/contracts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftSaver, type SaverOptions } from './draft-saver';

const flow = (name: string): Flow => ({ name, nodes: [], edges: [] });
const answer = (revision: number) => ({ revision, savedAt: `time ${revision}` });

let save: ReturnType<typeof vi.fn<SaverOptions['save']>>;
let judgement: ReturnType<SaverOptions['judge']>;
let saver: DraftSaver;
const rest = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  judgement = 'transient';
  save = vi.fn<SaverOptions['save']>((_flow, revision) => Promise.resolve(answer(revision + 1)));
  saver = new DraftSaver({ revision: 1, savedAt: 'time 1', save, judge: () => judgement });
  return () => vi.useRealTimers();
});

describe('the draft saver', () => {
  it('sends the last of several quick edits once', async () => {
    saver.change(flow('a'));
    await rest(300);
    saver.change(flow('b'));
    expect(saver.isSaved).toBe(false);
    await rest(600);
    expect(save.mock.calls).toEqual([[flow('b'), 1]]);
    expect(saver.state).toEqual({ kind: 'saved', at: 'time 2' });
  });

  it('does not call itself saved while an edit made during a request waits', async () => {
    let finish = (_answer: ReturnType<typeof answer>) => {};
    save.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
    saver.change(flow('a'));
    await rest(600);
    saver.change(flow('b'));
    finish(answer(2));
    await rest(0);
    expect(saver.state.kind).toBe('pending');
    await rest(600);
    expect(save.mock.lastCall).toEqual([flow('b'), 2]);
    expect(saver.isSaved).toBe(true);
  });

  it('tries again by itself after the network failed, with the newest flow', async () => {
    save.mockRejectedValueOnce(new Error('offline'));
    saver.change(flow('a'));
    await rest(600);
    expect(saver.state).toMatchObject({ kind: 'failed', again: true });
    await rest(2000);
    expect(save).toHaveBeenLastCalledWith(flow('a'), 1);
    expect(saver.isSaved).toBe(true);
  });

  it('does not insist on what the server refuses', async () => {
    judgement = 'refused';
    save.mockRejectedValueOnce(new Error('name is empty'));
    saver.change(flow(''));
    await rest(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(saver.state).toMatchObject({ kind: 'failed', again: false });
    saver.change(flow('a'));
    await rest(600);
    expect(saver.isSaved).toBe(true);
  });

  it('sends nothing more once somebody else has saved', async () => {
    judgement = 'conflict';
    save.mockRejectedValueOnce(new Error('revision_conflict'));
    saver.change(flow('a'));
    await rest(600);
    saver.change(flow('b'));
    await saver.flush();
    await rest(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(saver.state).toEqual({ kind: 'conflict' });
  });

  it('is flushed at once when publishing asks for it', async () => {
    saver.change(flow('a'));
    await saver.flush();
    expect(saver.revision).toBe(2);
    expect(saver.isSaved).toBe(true);
  });
});
