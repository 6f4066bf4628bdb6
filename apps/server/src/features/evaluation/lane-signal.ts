import { Injectable } from '@nestjs/common';
import { JobQueues } from '../../platform/queue/job-queues.js';

/** While events keep coming, a lane is woken at most once per this many ms; the first event wakes it at once. */
const PAUSE_MS = 200;

/** Tells the workers, through the queue, that a lane has undone events. */
@Injectable()
export class LaneSignal {
  private readonly lanes = new Map<number, { again: boolean }>();

  constructor(private readonly queues: JobQueues) {}

  wake(lanes: Iterable<number>): void {
    for (const lane of lanes) this.wakeOne(lane);
  }

  private wakeOne(lane: number): void {
    const waiting = this.lanes.get(lane);
    if (waiting) {
      waiting.again = true;
      return;
    }
    const state = { again: false };
    this.lanes.set(lane, state);
    // A failed add is harmless: the sweeper finds the lane.
    void this.queues.add('lane', { lane }).catch(() => undefined);
    setTimeout(() => {
      this.lanes.delete(lane);
      if (state.again) this.wakeOne(lane);
    }, PAUSE_MS).unref();
  }
}
