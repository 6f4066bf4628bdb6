import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { AnalyseResponse, AnalysedProblem, Catalog, Condition, Flow } from '@tagloom/contracts';
import { analyseFlows, conditionToSql, FlowError, type Finding, type WrittenCondition } from '@tagloom/rule-engine';
import { Clock } from '../../platform/clock/clock.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { resolveZone } from '../evaluation/runtime-flows.js';
import { AnalysisRepository } from './analysis.repository.js';

/** Each example is a search of its own. */
const MAX_EXAMPLES = 5;

/** What is wrong or doubtful about a draft, by itself and beside all published flows. Writes nothing. */
@Injectable()
export class AnalysisService {
  constructor(
    private readonly repository: AnalysisRepository,
    private readonly catalog: CatalogService,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** `flowId` is whose draft it is. */
  async analyse(context: ActorContext, flow: Flow, flowId: string | null): Promise<AnalyseResponse> {
    requireScope(context);
    const [{ catalog }, published] = await Promise.all([this.catalog.current(), this.repository.published()]);
    const found = analyseFlows({ flow, id: flowId ?? undefined }, published, catalog);
    return { problems: await this.withExamples(found, catalog, await this.zoneOf(context, flow, flowId)) };
  }

  /** A zone by its IANA name; null is each customer's own. */
  private async zoneOf(context: ActorContext, flow: Flow, flowId: string | null): Promise<string | null> {
    const choice = flow.timeZone ?? 'organisation';
    const { departmentId } = requireScope(context);
    const department = choice === 'department' ? await this.repository.departmentZone(flowId, departmentId) : null;
    return resolveZone(choice, department, this.settings.timeZone);
  }

  private async withExamples(
    found: readonly Finding[],
    catalog: Catalog,
    zone: string | null,
  ): Promise<AnalysedProblem[]> {
    const problems: AnalysedProblem[] = [];
    let asked = 0;
    for (const each of found) {
      const written = each.example && asked < MAX_EXAMPLES ? this.sqlOf(each.example, catalog, zone) : null;
      if (written) asked++;
      const example = written && (await this.repository.example(written));
      problems.push({ ...withoutCondition(each), ...(example && { example }) });
    }
    return problems;
  }

  /** Null when the database cannot decide it: it reads an event. */
  private sqlOf(condition: Condition, catalog: Catalog, zone: string | null): WrittenCondition | null {
    const moment = { now: this.clock.now(), timeZone: zone ?? this.settings.timeZone };
    const zoneOfCustomer = { column: 'zone', fallback: this.settings.timeZone, factsOnly: zone !== null };
    try {
      return conditionToSql(condition, catalog, moment, { zoneOfCustomer, orNull: true });
    } catch (error) {
      if (error instanceof FlowError) return null;
      throw error;
    }
  }
}

function withoutCondition({ example: _example, ...problem }: Finding): AnalysedProblem {
  return problem;
}
