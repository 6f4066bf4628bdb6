import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Flow, GoldenCase, GoldenOutcome } from '@tagloom/contracts';
import {
  compileFlow,
  createAuthority,
  evaluatePlan,
  factsOfHas,
  judgeGolden,
  type Authority,
  type Moment,
  type Plan,
} from '@tagloom/rule-engine';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { setTagFacts, type Facts } from '../evaluation/customer-state.js';
import { customerZone } from '../evaluation/customer-zone.js';
import { resolveZone } from '../evaluation/runtime-flows.js';
import type { Runtime } from '../evaluation/runtime.js';

const CASES_A_TURN = 5;

export interface TrialSetting {
  loaded: LoadedCatalog;
  /** The zone of the flow's department. */
  departmentZone: string | null;
  /** That of the organisation. */
  timeZone: string;
  /** For cases that name no moment. */
  now: Date;
}

/**
 * Tries cases on a flow as production decides: the compiled plan first, json-rules-engine as the authority, and both must
 * agree. Throws FlowError when the flow is not valid.
 */
export class GoldenTrial {
  private readonly plan: Plan;
  private readonly authority: Authority;
  private readonly tagFacts: Runtime['tagFacts'];

  constructor(
    private readonly flow: Flow,
    private readonly setting: TrialSetting,
  ) {
    const { catalog, tags } = setting.loaded;
    this.plan = compileFlow(flow, catalog);
    this.authority = createAuthority(flow, catalog);
    this.tagFacts = [...tags.values()].map(({ id, key, kind }) => ({
      id,
      factName: `tag.${key}`,
      isFlag: kind === 'flag',
    }));
  }

  async all(cases: readonly GoldenCase[]): Promise<GoldenOutcome[]> {
    const outcomes: GoldenOutcome[] = [];
    for (const [at, golden] of cases.entries()) {
      if (at % CASES_A_TURN === 0) await nextTurn();
      outcomes.push(await this.one(golden));
    }
    return outcomes;
  }

  private async one({ facts: given, now, expected, has = [] }: GoldenCase): Promise<GoldenOutcome> {
    const facts: Facts = {};
    setTagFacts(facts, this.tagFacts, [], null);
    Object.assign(facts, factsOfHas(this.flow, has, this.setting.loaded.catalog), given);
    const moment = this.momentOf(facts, now);
    const decided = evaluatePlan(this.plan, facts, moment).actions;
    const verdict = await this.authority.run(facts, moment);
    const [plan, authority] = [decided, verdict.actions].map((actions) => actions.map(({ nodeId }) => nodeId));
    const { nodeIds, ...judged } = judgeGolden(this.flow, new Set(authority), expected);
    const agrees = plan.toSorted().join() === authority.toSorted().join();
    const isMet = judged.missing.length === 0 && judged.unexpected.length === 0;
    return {
      status: agrees ? (isMet ? 'passed' : 'failed') : 'disagreed',
      ...judged,
      traces: verdict.traces.filter(({ actionNodeId }) => !agrees || nodeIds.includes(actionNodeId)),
    };
  }

  private momentOf(facts: Facts, now: string | null): Moment {
    const { departmentZone, timeZone } = this.setting;
    const customerTimeZone = customerZone({ timeZone }, facts);
    return {
      now: now === null ? this.setting.now : new Date(now),
      timeZone: resolveZone(this.plan.timeZone, departmentZone, timeZone) ?? customerTimeZone,
      customerTimeZone,
    };
  }
}
