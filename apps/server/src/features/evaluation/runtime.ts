import type { TagRule } from '@tagloom/claims';
import type { Membership } from '@tagloom/contracts';
import type { MetricSet } from '@tagloom/metrics';
import type { Authority, Plan } from '@tagloom/rule-engine';
import type { LoadedCatalog, LoadedMetric } from '../catalog/loaded-catalog.js';

/** What a flow can claim of a customer: a tag, a stance, a value. `customers.held` lists the ids. */
export interface Slot {
  id: number;
  flowId: number;
  tagId: number;
  stance: 'assert' | 'forbid';
  value: unknown;
}

/** A published flow, compiled once per catalog version. */
export interface RuntimeFlow {
  id: number;
  version: number;
  name: string;
  plan: Plan;
  /** json-rules-engine: what it says counts, the plan only finds who could change. */
  authority: Authority;
  /** Slot by action node. */
  actions: ReadonlyMap<string, { slotId: number; membership: Membership; priority: number }>;
  /** Slots that a customer keeps once they have them. */
  keptSlots: ReadonlySet<number>;
  /** Every slot the flow ever had, of older versions too. */
  slotIds: ReadonlySet<number>;
  /** Event type ids that wake it, besides changes. */
  eventTypeIds: ReadonlySet<number>;
  wakesOnChange: boolean;
  /** Reads `event.*` facts, so that it can only be answered while an event is at hand. */
  readsEvent: boolean;
  /** Tag facts it reads, by tag id. */
  readsTags: ReadonlySet<number>;
  /** Customers last seen before it do not take part (published for new events only); null is everyone. */
  enrolledSince: number | null;
}

export interface RuntimeMetric extends LoadedMetric {
  factName: string;
}

/** Everything an evaluation needs, immutable, for one catalog version. */
export interface Runtime {
  version: string;
  loaded: LoadedCatalog;
  metricSet: MetricSet;
  metrics: RuntimeMetric[];
  /** In dependency order: a flow comes after those that write the tags it reads. */
  flows: RuntimeFlow[];
  slots: ReadonlyMap<number, Slot>;
  tagRules: ReadonlyMap<number, TagRule>;
  tagFacts: readonly { id: number; factName: string; isFlag: boolean }[];
  timeZone: string;
}
