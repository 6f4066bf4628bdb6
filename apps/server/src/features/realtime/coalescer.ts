/** Gathers what comes in a burst: the first call works at once, later ones together, at most once per `gapMs`. */
export class Coalescer {
  private readonly waiting = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private isWorking = false;
  private isStopped = false;
  private doneAt = -Infinity;

  /** `work` gets every detail once; it must not reject. */
  constructor(
    private readonly gapMs: number,
    private readonly work: (details: readonly string[]) => Promise<void>,
  ) {}

  add(detail = ''): void {
    this.waiting.add(detail);
    this.schedule();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.isWorking || this.timer || this.isStopped || this.waiting.size === 0) return;
    const delay = Math.max(0, this.doneAt + this.gapMs - performance.now());
    this.timer = setTimeout(() => void this.run(), delay).unref();
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    const details = [...this.waiting];
    this.waiting.clear();
    this.isWorking = true;
    await this.work(details);
    this.isWorking = false;
    this.doneAt = performance.now();
    this.schedule();
  }
}
