import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { GoldenCase, GoldenOutcome, Locale } from '@tagloom/contracts';
import { writeExpectations } from '@tagloom/rule-engine';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import type { PublishCandidate, PublishGate } from '../flows/publish-gate.js';
import { GoldenTrial } from './golden-trial.js';
import { GoldenRepository } from './golden.repository.js';

const MAX_NAMED = 20;

/** No version is made while a golden customer does not come out as expected. */
@Injectable()
export class GoldenGate implements PublishGate {
  constructor(
    private readonly repository: GoldenRepository,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async check(client: PoolClient, context: ActorContext, { flowId, flow, loaded }: PublishCandidate): Promise<void> {
    const { locale } = requireScope(context);
    const cases = await this.repository.cases(String(flowId), client);
    if (cases.length === 0) return;
    const departmentZone = (await this.repository.flow(String(flowId), client))?.departmentZone ?? null;
    const { timeZone } = this.settings;
    const outcomes = await new GoldenTrial(flow, { loaded, departmentZone, timeZone, now: this.clock.now() }).all(
      cases,
    );
    const failing = cases.flatMap((golden, at) =>
      outcomes[at].status === 'passed' ? [] : [{ at, golden, outcome: outcomes[at] }],
    );
    if (failing.length === 0) return;
    throw new DomainError('golden_failed', `${failing.length} of ${cases.length} golden customers fail`, {
      path: `golden.${failing[0].at}`,
      hint: 'Correct the rule, or what these cases expect, then publish again',
      params: {
        flowId: String(flowId),
        failed: failing.length,
        total: cases.length,
        cases: failing.slice(0, MAX_NAMED).map(({ golden, outcome }) => ({
          name: golden.name,
          expected: writeExpectations(golden.expected),
          got: writeExpectations(outcome.got),
        })),
      },
      issues: failing.slice(0, MAX_NAMED).map(({ at, golden, outcome }) => ({
        path: `golden.${at}`,
        code: outcome.status,
        message: sentence(golden, outcome, locale),
      })),
    });
  }
}

function sentence(golden: GoldenCase, { status, got }: GoldenOutcome, locale: Locale): string {
  const [expected, actual] = [golden.expected, got].map((list) => writeExpectations(list));
  if (locale === 'en')
    return status === 'disagreed'
      ? `“${golden.name}”: the compiled plan and json-rules-engine disagree`
      : `“${golden.name}”: expected ${expected || 'nothing'}, got ${actual || 'nothing'}`;
  return status === 'disagreed'
    ? `「${golden.name}」：编译结果与 json-rules-engine 不一致`
    : `「${golden.name}」：预期 ${expected || '无动作'}，实际 ${actual || '无动作'}`;
}
