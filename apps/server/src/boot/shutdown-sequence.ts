import { say } from './say.js';
import { texts } from './texts/index.js';

const LIMIT_MS = 14_000;

/** Closes what was opened, last first, on the first signal; a second signal ends the process at once. */
export class ShutdownSequence {
  private readonly steps: { name: string; close: () => Promise<void> }[] = [];
  private running: Promise<void> | undefined;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.onSignal());
  }

  add(name: string, close: () => Promise<void>): void {
    this.steps.push({ name, close });
    // Opened while everything else was closing already.
    if (this.running) this.running = this.running.then(() => this.closeAll());
  }

  /** Runs once, however often it is asked for. */
  run(): Promise<void> {
    return (this.running ??= this.closeAll());
  }

  private onSignal(): void {
    if (this.running) process.exit(1);
    say(texts.stopping);
    // A step that hangs must not keep the program alive for ever.
    setTimeout(() => process.exit(1), LIMIT_MS).unref();
    void this.run().then(() => process.exit(0));
  }

  private async closeAll(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      await step.close().catch((error: unknown) => say(texts.notStopped(step.name, String(error))));
    }
  }
}
