import type { TagRule } from '@tagloom/claims';
import type { Condition, Duration, EffectActionData, EffectMembership, Membership } from '@tagloom/contracts';
import type { columnType, MetricSet } from '@tagloom/metrics';
import type { Authority, Plan } from '@tagloom/rule-engine';
import type { LoadedCatalog, LoadedMetric } from '../catalog/loaded-catalog.js';
import type { RuntimeRfmModel } from './runtime-rfm.js';

/** What a flow can claim of a customer: a tag, a stance, a value. */
export interface ClaimSlot {
  id: number;
  flowId: number;
  kind: 'claim';
  tagId: number;
  stance: 'assert' | 'forbid';
  value: unknown;
}

/** What a flow can do for a customer, as drawn, without how often. */
export interface EffectSlot {
  id: number;
  flowId: number;
  kind: 'effect';
  action: Omit<EffectActionData, 'membership' | 'priority'>;
}

export type Slot = ClaimSlot | EffectSlot;

export interface ClaimAction {
  kind: 'claim';
  nodeId: string;
  slot: ClaimSlot;
  priority: number;
  membership: Membership;
  hold: Duration | null;
  validFor: Duration | null;
}

export interface EffectAction {
  kind: 'effect';
  nodeId: string;
  slot: EffectSlot;
  membership: EffectMembership;
  data: EffectActionData;
}

export type RuntimeAction = ClaimAction | EffectAction;

/**
 * What becomes of a slot that is held when its condition ends: `retract` takes the claim back; `leave` notes the end, so
 * that the next time is a new one; `keep` is once and for all.
 */
export type Ending = 'retract' | 'leave' | 'keep';

/** A published flow, compiled once per catalog version. */
export interface RuntimeFlow {
  id: number;
  version: number;
  name: string;
  plan: Plan;
  /** What decides each action, by its node: what `plan` is compiled from. */
  conditions: ReadonlyMap<string, Condition>;
  /** json-rules-engine: what it says counts, the plan only finds who could change. */
  authority: Pick<Authority, 'run'>;
  /** By action node. */
  actions: ReadonlyMap<string, RuntimeAction>;
  /** By slot; of two actions that fill one slot the first. */
  actionBySlot: ReadonlyMap<number, RuntimeAction>;
  /** For every slot the flow ever had, those of older versions too. */
  endings: ReadonlyMap<number, Ending>;
  /** Event type ids that wake it, besides changes. */
  eventTypeIds: ReadonlySet<number>;
  wakesOnChange: boolean;
  /** Reads `event.*` facts, so that it can only be answered while an event is at hand. */
  readsEvent: boolean;
  /** Facts it reads. */
  reads: ReadonlySet<string>;
  /** Facts on what it holds itself, for thresholds that differ for coming and leaving. */
  heldFacts: readonly { factName: string; slotId: number | null }[];
  /** The zone on whose calendar it counts; null is each customer's own. */
  timeZone: string | null;
  /** Customers last seen before it do not take part (published for new events only); null is everyone. */
  enrolledSince: number | null;
}

export interface TagFact {
  id: number;
  factName: string;
  isFlag: boolean;
}

export interface RuntimeMetric extends LoadedMetric {
  factName: string;
  columnType: ReturnType<typeof columnType>;
}

/** Everything an evaluation needs, immutable, for one catalog version. */
export interface Runtime {
  version: string;
  loaded: LoadedCatalog;
  metricSet: MetricSet;
  metrics: RuntimeMetric[];
  rfmModels: readonly RuntimeRfmModel[];
  /** In dependency order: a flow comes after those that write the tags and fields it reads. */
  flows: RuntimeFlow[];
  /** Published, and asked nothing: their department has less of a tag than they need. What they gave stays, and still expires. */
  blocked: readonly RuntimeFlow[];
  /** When a share ends by itself: from then on another runtime is in force. Milliseconds since 1970, or Infinity. */
  until: number;
  /** By flow id. */
  slots: ReadonlyMap<number, readonly Slot[]>;
  tagRules: ReadonlyMap<number, TagRule>;
  tagFacts: readonly TagFact[];
  /** Those that some flow reads: an evaluation is spared the others. */
  readTagFacts: readonly TagFact[];
  timeZone: string;
}
