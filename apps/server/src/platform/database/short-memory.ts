/** Remembers an answer for a moment; callers at the same time share one question. A failure is not remembered. */
export class ShortMemory<T> {
  private kept: { value: T; until: number } | undefined;
  private asking: Promise<T> | undefined;

  constructor(
    private readonly keepMs: number,
    private readonly ask: () => Promise<T>,
  ) {}

  async get(): Promise<T> {
    if (this.kept && this.kept.until > performance.now()) return this.kept.value;
    return (this.asking ??= this.ask()
      .then((value) => {
        this.kept = { value, until: performance.now() + this.keepMs };
        return value;
      })
      .finally(() => (this.asking = undefined)));
  }
}
