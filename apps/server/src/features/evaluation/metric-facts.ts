import {
  applyEvent,
  columnValue,
  decodeState,
  encodeState,
  factValue,
  MetricContext,
  nextRoll,
  roll,
  type MetricState,
  type MetricValue,
} from '@tagloom/metrics';
import { rfmValue } from '@tagloom/rule-engine';
import { customerZone } from './customer-zone.js';
import type { Facts } from './customer-state.js';
import type { Runtime } from './runtime.js';
import type { StoredEvent } from './stored-event.js';

/** The metrics of one customer during an evaluation: the state, and the `metric.*` and `rfm.*` facts that rules read from it. */
export class MetricFacts {
  private readonly state: MetricState;
  private values: MetricValue[] = [];
  /** The moment and zone of `values`; null when an event has changed the state since. */
  private current: MetricContext | null = null;

  constructor(
    private readonly runtime: Runtime,
    encoded: Uint8Array | null,
  ) {
    this.state = decodeState(encoded);
  }

  /** Counts the event and brings `facts` up to `now`, in epoch milliseconds. */
  apply(event: StoredEvent, now: number, facts: Facts): void {
    const context = this.contextAt(now, facts);
    if (applyEvent(this.runtime.metricSet, this.state, event, context)) this.current = null;
    this.update(context, facts);
  }

  /** Brings `facts` up to `now`, in epoch milliseconds. */
  refresh(now: number, facts: Facts): void {
    this.update(this.contextAt(now, facts), facts);
  }

  /** What the columns of `runtime.metrics` hold, as of the last refresh. */
  columns(): MetricValue[] {
    return this.values;
  }

  encode(): Uint8Array {
    return encodeState(this.runtime.metricSet, this.state);
  }

  /** The next instant at which a column may change by time alone, or null. Days since an event are watched by the rules that read them. */
  nextRoll(now: number, facts: Facts): number | null {
    return nextRoll(this.runtime.metricSet, this.state, now, customerZone(this.runtime, facts));
  }

  /** The customer's own zone is read anew each time: a rule may have set it. */
  private contextAt(now: number, facts: Facts): MetricContext {
    const zone = customerZone(this.runtime, facts);
    return this.current?.now === now && this.current.customerZone === zone
      ? this.current
      : new MetricContext(now, zone);
  }

  private update(context: MetricContext, facts: Facts): void {
    if (this.current === context) return;
    this.current = context;
    const { metricSet, metrics, rfmModels } = this.runtime;
    roll(metricSet, this.state, context.now, context.customerZone);
    this.values = metrics.map((metric) => {
      const compiled = metricSet.byId.get(metric.id);
      if (!compiled) return null;
      const value = columnValue(compiled, this.state, context);
      if (metric.status === 'ready')
        facts[metric.factName] = (value === null ? null : factValue(compiled, value, context)) ?? undefined;
      return value;
    });
    for (const { inputs, cuts, parts } of rfmModels) {
      const values = {
        recency: facts[inputs.recency] as number | undefined,
        frequency: facts[inputs.frequency] as number | undefined,
        monetary: facts[inputs.monetary] as number | undefined,
      };
      for (const { part, factName } of parts) facts[factName] = rfmValue(part, values, cuts);
    }
  }
}
