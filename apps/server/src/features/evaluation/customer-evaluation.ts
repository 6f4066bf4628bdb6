import { dayStart, localDay } from '@tagloom/metrics';
import { evaluatePlan, type Action, type Moment, type Outcome } from '@tagloom/rule-engine';
import { profileFacts, setTagFacts, type CustomerResult, type CustomerRow, type Facts } from './customer-state.js';
import { slotDifference, type SlotDifference } from './desired-slots.js';
import { flowEdits } from './flow-edits.js';
import type { Ledger } from './ledger.js';
import { MetricFacts } from './metric-facts.js';
import type { Runtime, RuntimeFlow } from './runtime.js';
import type { Step } from './stored-event.js';
import { wakes } from './wake.js';

/** A flow where json-rules-engine and the compiled plan differ: nothing is written for it, and people are told. */
export interface Disagreement {
  flowId: number;
  version: number;
  customerId: string;
  plan: string[];
  authority: string[];
}

/**
 * Takes one customer through steps, in order. Without a ledger it is a probe: it stops at the first flow whose claims
 * would change and answers null, so that only customers who change pay for claims and json-rules-engine.
 */
export class CustomerEvaluation {
  readonly disagreements: Disagreement[] = [];
  private readonly facts: Facts;
  private readonly metrics: MetricFacts;
  private tags: number[];
  private tagValues: Record<string, unknown> | null;
  private held: number[];
  private lastSeenAt: number | null;
  private today = 0;
  private moment: Moment;

  constructor(
    private readonly runtime: Runtime,
    private readonly row: CustomerRow,
  ) {
    this.facts = profileFacts(row);
    this.metrics = new MetricFacts(runtime, row.metricState);
    this.tags = row.tags;
    this.tagValues = row.tagValues;
    this.held = row.held;
    this.lastSeenAt = row.lastSeenAt;
    setTagFacts(this.facts, runtime, this.tags, this.tagValues);
  }

  /** The result when no claim changes, else null. */
  probe(steps: readonly Step[]): CustomerResult | null {
    for (const step of steps) {
      this.enter(step);
      for (const flow of this.runtime.flows) {
        if (!wakes(flow, step, this.row, null)) continue;
        if (slotDifference(flow, this.outcome(flow).actions, this.held)) return null;
      }
      this.leave(step);
    }
    return this.result();
  }

  /** The result, with every claim edit and change in the ledger. */
  async run(steps: readonly Step[], ledger: Ledger): Promise<CustomerResult> {
    for (const step of steps) {
      this.enter(step);
      const changedTags = new Set<number>();
      for (const flow of this.runtime.flows) {
        if (!wakes(flow, step, this.row, changedTags)) continue;
        const outcome = this.outcome(flow);
        const difference = slotDifference(flow, outcome.actions, this.held);
        if (!difference) continue;
        for (const tagId of await this.decide(flow, step, outcome.actions, difference, ledger)) changedTags.add(tagId);
      }
      this.leave(step);
    }
    return this.result();
  }

  private async decide(
    flow: RuntimeFlow,
    step: Step,
    planned: readonly Action[],
    difference: SlotDifference,
    ledger: Ledger,
  ): Promise<Set<number>> {
    const verdict = await flow.authority.run(this.facts, this.moment);
    const [plan, authority] = [nodeIds(planned), nodeIds(verdict.actions)];
    if (plan.join() !== authority.join()) {
      this.disagreements.push({ flowId: flow.id, version: flow.version, customerId: this.row.id, plan, authority });
      return new Set();
    }
    const { edits, cause } = flowEdits(this.runtime, flow, step, difference, verdict.traces, ledger);
    const changed = ledger.apply(edits, cause);
    const summary = ledger.summary(step.at);
    this.held = summary.held;
    if (changed.size > 0) {
      this.tags = summary.tags;
      this.tagValues = summary.tagValues;
      setTagFacts(this.facts, this.runtime, this.tags, this.tagValues);
    }
    return changed;
  }

  private enter(step: Step): void {
    this.moment = { now: new Date(step.at), timeZone: this.runtime.timeZone };
    this.today = localDay(step.at, this.runtime.timeZone);
    if (step.cause !== 'event') {
      this.metrics.refresh(this.today, this.facts);
      return;
    }
    const { event } = step;
    const day = localDay(event.occurredAt, this.runtime.timeZone);
    this.metrics.apply(event, day, this.today, this.facts);
    this.lastSeenAt = Math.max(this.lastSeenAt ?? 0, event.occurredAt);
    for (const name in event.properties) this.facts[eventFactName(name)] = event.properties[name];
  }

  private leave(step: Step): void {
    if (step.cause !== 'event') return;
    for (const name in step.event.properties) this.facts[eventFactName(name)] = undefined;
  }

  private outcome(flow: RuntimeFlow): Outcome {
    return evaluatePlan(flow.plan, this.facts, this.moment);
  }

  private result(): CustomerResult {
    return {
      id: this.row.id,
      metricState: this.metrics.encode(),
      metricColumns: this.metrics.columns(this.today),
      tags: this.tags,
      tagValues: this.tagValues,
      held: this.held,
      lastSeenAt: this.lastSeenAt,
      nextReviewAt: this.nextReviewAt(),
    };
  }

  /** The earliest moment at which a metric or a rule's answer may change without an event. */
  private nextReviewAt(): number | null {
    const day = this.metrics.nextRollDay();
    let next = day === null ? null : dayStart(day, this.runtime.timeZone).getTime();
    for (const flow of this.runtime.flows) {
      if (flow.readsEvent || flow.plan.reviews.length === 0) continue;
      const flip = this.outcome(flow).nextReviewAt?.getTime();
      if (flip !== undefined && (next === null || flip < next)) next = flip;
    }
    return next;
  }
}

const nodeIds = (actions: readonly Action[]): string[] => actions.map((action) => action.nodeId).sort();

/** Property names are few and come with every event. */
const eventFactNames = new Map<string, string>();
const MAX_NAMES = 10_000;

function eventFactName(property: string): string {
  let name = eventFactNames.get(property);
  if (name === undefined) {
    if (eventFactNames.size >= MAX_NAMES) eventFactNames.clear();
    eventFactNames.set(property, (name = `event.${property}`));
  }
  return name;
}
