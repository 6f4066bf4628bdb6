import { Injectable } from '@nestjs/common';

/** What one process saw of a flow since its counters were last stored. */
export interface FlowTally {
  asked: number;
  /** A condition of it held. */
  fired: number;
  /** One held, and nothing was to be done. */
  unchanged: number;
  sampled: number;
  sampledMicros: number;
  /** Epoch milliseconds. */
  lastFiredAt: number | null;
}

/** One evaluation in so many is timed: looking at the clock costs as much as a small rule. */
const SAMPLE = 64;

/**
 * Counts in memory, so that an event costs no write. An evaluation that is rolled back and repeated counts twice: these numbers are
 * for judging a rule, not for accounting.
 */
@Injectable()
export class FlowTallies {
  private tallies = new Map<number, FlowTally>();
  private calls = 0;

  /** Evaluations by which nothing changed. */
  noteUnchanged(asked: readonly number[], fired: readonly number[], at: number): void {
    for (const flowId of asked) this.of(flowId).asked += 1;
    for (const flowId of fired) this.fire(this.of(flowId), true, at);
  }

  note(flowId: number, isFiring: boolean, isUnchanged: boolean, at: number): void {
    const tally = this.of(flowId);
    tally.asked += 1;
    if (isFiring) this.fire(tally, isUnchanged, at);
  }

  /** Whether the next evaluation is to be timed. */
  isSample(): boolean {
    this.calls = (this.calls + 1) % SAMPLE;
    return this.calls === 1;
  }

  time(flowId: number, micros: number): void {
    const tally = this.of(flowId);
    tally.sampled += 1;
    tally.sampledMicros += micros;
  }

  /** What was counted, by flow; counting starts anew. */
  take(): Map<number, FlowTally> {
    const taken = this.tallies;
    this.tallies = new Map();
    return taken;
  }

  /** Back to the others: it could not be stored. */
  putBack(taken: ReadonlyMap<number, FlowTally>): void {
    for (const [flowId, { asked, fired, unchanged, sampled, sampledMicros, lastFiredAt }] of taken) {
      const tally = this.of(flowId);
      tally.asked += asked;
      tally.fired += fired;
      tally.unchanged += unchanged;
      tally.sampled += sampled;
      tally.sampledMicros += sampledMicros;
      tally.lastFiredAt ??= lastFiredAt;
    }
  }

  private fire(tally: FlowTally, isUnchanged: boolean, at: number): void {
    tally.fired += 1;
    if (isUnchanged) tally.unchanged += 1;
    tally.lastFiredAt = Math.max(tally.lastFiredAt ?? 0, at);
  }

  private of(flowId: number): FlowTally {
    let tally = this.tallies.get(flowId);
    if (!tally) {
      tally = { asked: 0, fired: 0, unchanged: 0, sampled: 0, sampledMicros: 0, lastFiredAt: null };
      this.tallies.set(flowId, tally);
    }
    return tally;
  }
}
