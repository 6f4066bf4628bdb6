/** After a shared commit its callers come back together; waiting this long lets them share the next one too. */
const LINGER_MS = 2;
/** At most this many items share a commit, unless one call alone has more. */
const MAX_ITEMS = 2_000;

interface Waiting<I, O> {
  input: I;
  size: number;
  resolve(output: O): void;
  reject(error: unknown): void;
}

/**
 * Lets calls that arrive while a commit is under way share the next one: the cost of a transaction is paid once for
 * all of them. `commit` answers one output per input, in order; when it fails, all of its calls fail.
 */
export class GroupCommit<I, O> {
  private waiting: Waiting<I, O>[] = [];
  private busy = false;

  constructor(private readonly commit: (inputs: I[]) => Promise<O[]>) {}

  add(input: I, size: number): Promise<O> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ input, size, resolve, reject });
      if (!this.busy) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      const group = this.take();
      try {
        const outputs = await this.commit(group.map(({ input }) => input));
        group.forEach(({ resolve }, index) => resolve(outputs[index]));
      } catch (error) {
        group.forEach(({ reject }) => reject(error));
      }
      if (group.length > 1) await new Promise((resolve) => setTimeout(resolve, LINGER_MS));
    }
    this.busy = false;
  }

  private take(): Waiting<I, O>[] {
    let size = 0;
    let count = 0;
    for (const { size: more } of this.waiting) {
      if (count > 0 && size + more > MAX_ITEMS) break;
      size += more;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }
}
