import {
  applyEvent,
  columnValue,
  decodeState,
  encodeState,
  factValue,
  nextRollDay,
  roll,
  type MetricState,
} from '@tagloom/metrics';
import type { Facts } from './customer-state.js';
import type { Runtime } from './runtime.js';
import type { StoredEvent } from './stored-event.js';

/** The metrics of one customer during an evaluation: the state, and the facts that rules read from it. */
export class MetricFacts {
  private readonly state: MetricState;
  private today: number | null = null;

  constructor(
    private readonly runtime: Runtime,
    encoded: Uint8Array | null,
  ) {
    this.state = decodeState(encoded);
  }

  /** Counts the event and brings `facts` up to date. */
  apply(event: StoredEvent, localDay: number, today: number, facts: Facts): void {
    const changed = applyEvent(this.runtime.metricSet, this.state, event, { localDay, today });
    if (changed) this.today = null;
    this.refresh(today, facts);
  }

  /** Brings `facts` to local day `today`. */
  refresh(today: number, facts: Facts): void {
    if (this.today === today) return;
    this.today = today;
    roll(this.runtime.metricSet, this.state, today);
    for (const metric of this.runtime.metrics) {
      if (metric.status !== 'ready') continue;
      const compiled = this.runtime.metricSet.byId.get(metric.id);
      if (!compiled) continue;
      const value = columnValue(compiled, this.state, today);
      facts[metric.factName] = value === null ? undefined : factValue(compiled, value, today);
    }
  }

  columns(today: number): (number | null)[] {
    return this.runtime.metrics.map((metric) => {
      const compiled = this.runtime.metricSet.byId.get(metric.id);
      return compiled ? columnValue(compiled, this.state, today) : null;
    });
  }

  encode(): Uint8Array {
    return encodeState(this.runtime.metricSet, this.state);
  }

  /** The local day on which a value changes by itself, or null. */
  nextRollDay(): number | null {
    return nextRollDay(this.runtime.metricSet, this.state);
  }
}
