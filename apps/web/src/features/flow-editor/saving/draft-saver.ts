import type { Flow } from '@tagloom/contracts';

export type SaveState =
  | { kind: 'saved'; at: string }
  /** Edited, and to be sent shortly. */
  | { kind: 'pending' }
  | { kind: 'saving' }
  /** Not saved; `again` when it will be tried without being asked. */
  | { kind: 'failed'; error: unknown; again: boolean }
  /** Somebody else has saved since this draft was loaded. Nothing is sent until a person decides. */
  | { kind: 'conflict' };

export interface SaverOptions {
  revision: number;
  savedAt: string;
  save(flow: Flow, revision: number): Promise<{ revision: number; savedAt: string }>;
  /** What a failure means: another revision is there, the server may answer later, or it refuses. */
  judge(error: unknown): 'conflict' | 'transient' | 'refused';
  /** Ms after the last edit. */
  delay?: number;
}

const DELAY = 600;
const RETRIES = [2_000, 5_000, 10_000, 30_000];

/** Sends a draft a moment after its last edit, one request at a time, and always knows whether what is shown is saved. */
export class DraftSaver {
  state: SaveState;
  revision: number;
  private waiting: Flow | undefined;
  private running: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: SaverOptions) {
    this.revision = options.revision;
    this.state = { kind: 'saved', at: options.savedAt };
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  readonly current = () => this.state;

  get isSaved(): boolean {
    return this.state.kind === 'saved';
  }

  /** The flow was edited. */
  change(flow: Flow): void {
    this.waiting = flow;
    if (this.state.kind === 'conflict') return;
    if (!this.running) this.become({ kind: 'pending' });
    this.schedule(this.options.delay ?? DELAY);
  }

  /** Sends what is not saved yet, now. Resolves when there is nothing more to send, or when that failed. */
  async flush(): Promise<void> {
    if (this.state.kind === 'conflict') return;
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (this.waiting) await this.send();
  }

  /** The saver of a page that is gone sends nothing by itself any more. */
  stop(): void {
    clearTimeout(this.timer);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private send(): Promise<void> {
    const flow = this.waiting;
    if (!flow || this.running) return this.running ?? Promise.resolve();
    this.waiting = undefined;
    this.become({ kind: 'saving' });
    this.running = this.options
      .save(flow, this.revision)
      .then(
        ({ revision, savedAt }) => this.succeeded(revision, savedAt),
        (error: unknown) => this.failed(flow, error),
      )
      .finally(() => (this.running = undefined));
    return this.running;
  }

  private succeeded(revision: number, savedAt: string): void {
    this.revision = revision;
    this.failures = 0;
    this.become(this.waiting ? { kind: 'pending' } : { kind: 'saved', at: savedAt });
  }

  private failed(flow: Flow, error: unknown): void {
    this.waiting ??= flow;
    const meaning = this.options.judge(error);
    if (meaning === 'conflict') {
      clearTimeout(this.timer);
      this.become({ kind: 'conflict' });
      return;
    }
    const again = meaning === 'transient';
    this.become({ kind: 'failed', error, again });
    if (again) this.schedule(RETRIES[Math.min(this.failures++, RETRIES.length - 1)]!);
  }

  private become(state: SaveState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
