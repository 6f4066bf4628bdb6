import type { ActionTrace, Catalog, Flow } from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { traceOf } from '../explain/trace.js';
import type { Facts } from '../facts/read-fact.js';
import type { Action } from '../plan/action.js';
import { assertValid, decisionsOf } from '../plan/compile-flow.js';
import type { Moment } from '../time/local-day.js';
import { ConditionRunner } from './condition-runner.js';
import { RuleFactory } from './evaluable-rule.js';

/** `actions` are those that hold; `traces` has one entry per action of the flow, in the order of `Plan.actions`. */
export interface Decided {
  actions: Action[];
  traces: ActionTrace[];
}

/** json-rules-engine deciding one flow: its answer is the answer, its result tree the evidence. */
export class Authority {
  private readonly runner: ConditionRunner;
  readonly actions: readonly Action[];

  constructor(flow: Flow, index: CatalogIndex | undefined) {
    const decisions = decisionsOf(flow, index);
    this.actions = decisions.map(({ action }) => action);
    this.runner = new ConditionRunner(
      decisions.map(({ condition }) => condition),
      index,
      new RuleFactory(),
    );
  }

  /** Decides for one customer. Any number of runs may go on at a time. */
  async run(facts: Facts, moment: Moment): Promise<Decided> {
    const runs = await this.runner.run(facts, moment);
    const traces = runs.map((run, at) => {
      const trace = traceOf(run);
      return { actionNodeId: this.actions[at]!.nodeId, verdict: trace.verdict, trace };
    });
    return { actions: this.actions.filter((_, at) => runs[at]!.result.result), traces };
  }
}

/** Builds the authority of a flow once per flow version. Throws FlowError when the flow is not valid. */
export function createAuthority(flow: Flow, catalog: Catalog): Authority {
  assertValid(flow, catalog);
  return new Authority(flow, indexOf(catalog));
}
