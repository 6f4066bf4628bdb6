import { Clock } from '../../src/platform/clock/clock.js';

/** Time stands still until the test moves it. */
export class MovingClock extends Clock {
  private at: number;

  constructor(start: string) {
    super();
    this.at = Date.parse(start);
  }

  override now(): Date {
    return new Date(this.at);
  }

  /** Time never goes back. */
  moveTo(instant: string): void {
    this.at = Math.max(this.at, Date.parse(instant));
  }

  pass(minutes: number): void {
    this.at += minutes * 60_000;
  }
}
