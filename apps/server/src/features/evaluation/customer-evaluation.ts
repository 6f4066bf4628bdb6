import type { ActionTrace } from '@tagloom/contracts';
import { evaluatePlan, type Action, type Moment, type Outcome } from '@tagloom/rule-engine';
import type { EffectOrder } from '../deliveries/effect-outbox.js';
import { claimReviewAt, slotsAfterExpiry } from './claim-times.js';
import { profileFacts, setTagFacts, type CustomerResult, type CustomerRow, type Facts } from './customer-state.js';
import { customerZone } from './customer-zone.js';
import { effectOrder } from './effect-orders.js';
import { causeTags, isConcerned } from './counted.js';
import type { Disagreement, HopFuse } from './evaluation-report.js';
import { hideEvent, showEvent } from './event-facts.js';
import type { FlowTallies } from './flow-tallies.js';
import { causeOf, evidenceFor, flowEdits, releasedClaims } from './flow-edits.js';
import type { ClaimEdit, Ledger } from './ledger.js';
import { MetricFacts } from './metric-facts.js';
import { ProfileFields } from './profile-fields.js';
import type { Runtime, RuntimeFlow } from './runtime.js';
import { noteSlot, slotMoves, type SlotMove } from './slot-moves.js';
import type { Step } from './stored-event.js';
import { isTrigger, wakes, wakesOnChanges } from './wake.js';

/** How often flows may be asked again in one step because of what other flows changed in it. */
const MAX_HOPS = 8;

/**
 * Takes one customer through steps, in order. Without a ledger it is a probe: it stops at the first flow that would change
 * or do anything and answers null, so that only customers who change pay for claims and json-rules-engine.
 */
export class CustomerEvaluation {
  readonly disagreements: Disagreement[] = [];
  readonly fuses: HopFuse[] = [];
  readonly orders: EffectOrder[] = [];
  private readonly facts: Facts;
  private readonly metrics: MetricFacts;
  private readonly fields: ProfileFields;
  private tags: number[];
  private tagValues: Record<string, unknown> | null;
  private held: number[];
  private lastSeenAt: number | null;
  private moment: Moment;
  /** Facts that changed in the course of the step, in order. */
  private changed: string[] = [];
  /** The tags because of which the step is taken; null when it is for another reason. */
  private causes: ReadonlySet<number> | null = null;
  /** Slots that were given or fired in the course of the step: an event does so once. */
  private happened = new Set<number>();

  constructor(
    private readonly runtime: Runtime,
    private readonly row: CustomerRow,
    private readonly tallies?: FlowTallies,
  ) {
    this.facts = profileFacts(row);
    this.fields = new ProfileFields(this.facts);
    this.metrics = new MetricFacts(runtime, row.metricState);
    this.tags = row.tags;
    this.tagValues = row.tagValues;
    this.held = row.held;
    this.lastSeenAt = row.lastSeenAt;
    setTagFacts(this.facts, runtime.readTagFacts, this.tags, this.tagValues);
  }

  /** The result when nothing changes or is done, else null. */
  probe(steps: readonly Step[]): CustomerResult | null {
    const asked: number[] = [];
    const fired: number[] = [];
    for (const step of steps) {
      if (this.row.claimReviewAt !== null && this.row.claimReviewAt <= step.at) return null;
      this.enter(step);
      for (const flow of this.runtime.flows) {
        if (!wakes(flow, step, this.row)) continue;
        const { actions } = this.outcome(flow);
        if (slotMoves(flow, actions, this.held, isTrigger(flow, step))) return null;
        asked.push(flow.id);
        if (actions.length > 0) fired.push(flow.id);
      }
      this.leave(step);
    }
    this.tallies?.noteUnchanged(asked, fired, steps.at(-1)?.at ?? 0);
    return this.result(this.row.claimReviewAt);
  }

  /** The result, with every claim edit and change in the ledger, and effects among the orders. */
  async run(steps: readonly Step[], ledger: Ledger): Promise<CustomerResult> {
    await this.decide(steps, ledger);
    const end = steps.at(-1)?.at ?? 0;
    return this.result(claimReviewAt(ledger, this.runtime.flows, (flow) => this.zoneOf(flow), end));
  }

  /** The same for who does not store it: the effective tags alone. */
  async decide(steps: readonly Step[], ledger: Ledger): Promise<Pick<CustomerResult, 'tags' | 'tagValues'>> {
    // an edit is in the ledger before its step
    let known = 0;
    for (const step of steps) {
      this.enter(step);
      this.changed = step.cause === 'move' ? [...step.changed] : [];
      this.happened.clear();
      this.expire(step, ledger);
      this.causes = causeTags(step, ledger.changes.slice(known));
      await this.ask(step, ledger, 0);
      if (await this.release(step, ledger)) await this.ask(step, ledger, 1);
      this.leave(step);
      known = ledger.changes.length;
    }
    return { tags: this.tags, tagValues: this.tagValues };
  }

  private expire(step: Step, ledger: Ledger): void {
    const { expired, changed } = ledger.expire(step.at);
    if (expired.length === 0) return;
    this.held = slotsAfterExpiry(this.held, expired, this.runtime);
    this.noteTags(step, changed, ledger);
  }

  /** Asks the flows that the step wakes, then those that read what others changed, until nothing changes any more. */
  private async ask(step: Step, ledger: Ledger, firstHop: number): Promise<void> {
    const { flows } = this.runtime;
    const seen = new Array<number>(flows.length).fill(0);
    for (let hop = firstHop; ; hop += 1) {
      const stale = flows.filter((flow, index) => wakesOnChanges(flow, step, this.changed, seen[index]));
      if (hop > 0 && stale.length === 0) return;
      if (hop > MAX_HOPS) {
        this.fuses.push({ customerId: this.row.id, flowIds: stale.map(({ id }) => id) });
        return;
      }
      for (const [index, flow] of flows.entries()) {
        const isWoken = hop === 0 && wakes(flow, step, this.row);
        if (!isWoken && !wakesOnChanges(flow, step, this.changed, seen[index])) continue;
        seen[index] = this.changed.length;
        await this.answer(flow, step, ledger);
      }
    }
  }

  /** Takes back what was only held by its hold. Whether anything was. */
  private async release(step: Step, ledger: Ledger): Promise<boolean> {
    const before = this.changed.length;
    if (!this.held.some((entry) => entry < 0)) return false;
    for (const flow of this.runtime.flows) {
      const claims = releasedClaims(flow, this.held, ledger, step.at, this.zoneOf(flow));
      if (claims.length === 0) continue;
      const isAnswerable = !flow.readsEvent || step.cause === 'event';
      const traces = isAnswerable ? (await flow.authority.run(this.facts, this.momentOf(flow))).traces : [];
      const edits = claims.map((claim): ClaimEdit => {
        return { op: 'withdraw', claim, evidence: evidenceFor(flow, claim.slotId as number, traces) };
      });
      this.noteTags(step, ledger.apply(edits, causeOf(flow, step)), ledger);
      for (const { slotId } of claims) this.held = noteSlot(this.held, slotId as number, 'gone');
    }
    return this.changed.length > before;
  }

  private async answer(flow: RuntimeFlow, step: Step, ledger: Ledger): Promise<void> {
    const { actions } = this.outcome(flow);
    const moves = slotMoves(flow, actions, this.held, isTrigger(flow, step))?.filter((move) => !this.isRepeated(move));
    if (moves?.length || this.causes === null || isConcerned(flow, this.causes, this.runtime))
      this.tallies?.note(flow.id, actions.length > 0, !moves?.length, step.at);
    if (!moves?.length) return;
    const verdict = await flow.authority.run(this.facts, this.momentOf(flow));
    const [plan, authority] = [nodeIds(actions), nodeIds(verdict.actions)];
    if (plan.join() !== authority.join()) {
      this.disagreements.push({ flowId: flow.id, version: flow.version, customerId: this.row.id, plan, authority });
      return;
    }
    const { edits, cause, done } = flowEdits(flow, step, moves, verdict.traces, ledger, this.zoneOf(flow));
    if (edits.length > 0) this.noteTags(step, ledger.apply(edits, cause), ledger);
    for (const move of done) this.carryOut(move, flow, step, verdict.traces, ledger);
  }

  /** Asked again in one step, a flow that waits for the event does not take it for another one. */
  private isRepeated(move: SlotMove): boolean {
    if (!('action' in move)) return false;
    const { id } = move.action.slot;
    return this.happened.has(id) && this.held.includes(id);
  }

  private carryOut(
    move: SlotMove,
    flow: RuntimeFlow,
    step: Step,
    traces: readonly ActionTrace[],
    ledger: Ledger,
  ): void {
    if (!('action' in move)) {
      const outlives = move.move === 'leave' && ledger.bySlot(move.slotId) !== undefined;
      this.held = noteSlot(this.held, move.slotId, outlives ? 'out' : 'gone');
      return;
    }
    const { action } = move;
    const isRepeated = this.happened.has(action.slot.id);
    this.happened.add(action.slot.id);
    this.held = noteSlot(this.held, action.slot.id, 'in');
    if (action.kind === 'claim' || isRepeated) return;
    const { data } = action;
    const receipt = data.action === 'setField' ? this.setField(data.field, data.value, step) : null;
    this.orders.push(effectOrder(this.row.id, flow, step, action, traces, receipt));
  }

  private setField(field: string, value: unknown, step: Step): Record<string, unknown> {
    const { factName, before, after } = this.fields.set(field, value);
    if (before !== after) {
      this.changed.push(factName);
      this.locate(step);
      this.metrics.refresh(step.at, this.facts);
    }
    return { before, after };
  }

  private noteTags(step: Step, changed: ReadonlySet<number>, ledger: Ledger): void {
    if (changed.size === 0) return;
    const { tags, tagValues } = ledger.summary(step.at);
    this.tags = tags;
    this.tagValues = tagValues;
    setTagFacts(this.facts, this.runtime.readTagFacts, tags, tagValues);
    for (const { id, factName } of this.runtime.readTagFacts) if (changed.has(id)) this.changed.push(factName);
  }

  private enter(step: Step): void {
    this.locate(step);
    if (step.cause !== 'event') {
      this.metrics.refresh(step.at, this.facts);
      return;
    }
    const { event } = step;
    this.metrics.apply(event, step.at, this.facts);
    this.lastSeenAt = Math.max(this.lastSeenAt ?? 0, event.occurredAt);
    showEvent(event, this.facts);
  }

  private leave(step: Step): void {
    if (step.cause === 'event') hideEvent(step.event, this.facts);
  }

  private locate(step: Step): void {
    const customerTimeZone = customerZone(this.runtime, this.facts);
    this.moment = { now: new Date(step.at), timeZone: this.runtime.timeZone, customerTimeZone };
  }

  private zoneOf(flow: RuntimeFlow): string {
    return flow.timeZone ?? this.moment.customerTimeZone ?? this.runtime.timeZone;
  }

  private momentOf(flow: RuntimeFlow): Moment {
    const timeZone = this.zoneOf(flow);
    return timeZone === this.moment.timeZone ? this.moment : { ...this.moment, timeZone };
  }

  private outcome(flow: RuntimeFlow): Outcome {
    for (const { factName, slotId } of flow.heldFacts)
      this.facts[factName] = slotId !== null && this.held.includes(slotId);
    if (!this.tallies?.isSample()) return evaluatePlan(flow.plan, this.facts, this.momentOf(flow));
    const startedAt = performance.now();
    const outcome = evaluatePlan(flow.plan, this.facts, this.momentOf(flow));
    this.tallies.time(flow.id, (performance.now() - startedAt) * 1000);
    return outcome;
  }

  private result(claimReview: number | null): CustomerResult {
    const nextRollAt = this.metrics.nextRoll(this.moment.now.getTime(), this.facts);
    return {
      id: this.row.id,
      metricState: this.metrics.encode(),
      metricColumns: this.metrics.columns(),
      tags: this.tags,
      tagValues: this.tagValues,
      held: this.held,
      fields: this.fields.changed,
      lastSeenAt: this.lastSeenAt,
      claimReviewAt: claimReview,
      nextRollAt,
      nextReviewAt: this.nextReviewAt(earlier(nextRollAt, claimReview)),
    };
  }

  /** The earliest moment at which a rule's answer may change without an event, `next` at the latest. */
  private nextReviewAt(next: number | null): number | null {
    for (const flow of this.runtime.flows) {
      if (flow.readsEvent || flow.plan.reviews.length === 0) continue;
      next = earlier(next, this.outcome(flow).nextReviewAt?.getTime() ?? null);
    }
    return next;
  }
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || (b !== null && b < a) ? b : a;
}

const nodeIds = (actions: readonly Action[]): string[] => actions.map((action) => action.nodeId).sort();
