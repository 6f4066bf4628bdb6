import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { AnalyseResponse, AnalysedProblem, Catalog, Condition, Flow } from '@tagloom/contracts';
import {
  analyseFlows,
  conditionToSql,
  exampleEvents,
  factsInCondition,
  FlowError,
  type ExampleEvent,
  type Finding,
  type WrittenCondition,
} from '@tagloom/rule-engine';
import { Clock } from '../../platform/clock/clock.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { levelProblems } from '../catalog/rule-problems.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { resolveZone } from '../evaluation/runtime-flows.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import type { FieldView } from '../field-access/field-view.js';
import { AnalysisRepository } from './analysis.repository.js';

/** Each example is a search of its own. */
const MAX_EXAMPLES = 5;

/** What is wrong or doubtful about a draft, by itself and beside all published flows. Writes nothing. */
@Injectable()
export class AnalysisService {
  constructor(
    private readonly repository: AnalysisRepository,
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
    private readonly fields: FieldAccess,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** `flowId` is whose draft it is. */
  async analyse(context: ActorContext, flow: Flow, flowId: string | null): Promise<AnalyseResponse> {
    requireScope(context);
    if (flowId !== null) await this.visible.requireVisible(context, flowId);
    const [view, published] = await Promise.all([this.views.of(context), this.publishedOf(context)]);
    const found = analyseFlows({ flow, id: flowId ?? undefined }, published, view.from('exists').catalog);
    const all = [...found, ...levelProblems(flow, view)];
    // an example tells of the customer what its condition asks
    const { catalog } = view.from('read');
    const fields = await this.fields.of(context);
    return { problems: await this.withExamples(all, catalog, fields, await this.zoneOf(context, flow, flowId)) };
  }

  /** Of flows that the caller may not know of, nothing is told. */
  private async publishedOf(context: ActorContext) {
    const published = await this.repository.published();
    const visible = await this.visible.among(
      context,
      published.map(({ id }) => Number(id)),
    );
    return published.filter(({ id }) => visible.has(Number(id)));
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
    fields: FieldView,
    zone: string | null,
  ): Promise<AnalysedProblem[]> {
    const problems: AnalysedProblem[] = [];
    let left = MAX_EXAMPLES;
    for (const each of found) {
      const wishes = left > 0 ? wishesOf(each, catalog).filter(({ condition }) => fields.mayAsk(condition)) : [];
      if (wishes.length > 0) left--;
      const example = await this.firstOf(wishes, catalog, zone);
      const shown = example && { example: { ...example, name: fields.name(example.name) } };
      problems.push({ ...withoutCondition(each), ...shown });
    }
    return problems;
  }

  private async firstOf(wishes: readonly Wish[], catalog: Catalog, zone: string | null): Promise<Example | null> {
    for (const { condition, event } of wishes) {
      const written = this.sqlOf(condition, catalog, zone);
      const customer = written && (await this.repository.example(written));
      if (customer) return { ...customer, ...(event && { event: eventView(event, catalog) }) };
    }
    return null;
  }

  /** Null when the database cannot decide it. */
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

type Example = NonNullable<AnalysedProblem['example']>;
/** What an example customer meets, with the event at hand if there must be one. */
interface Wish {
  condition: Condition;
  event?: ExampleEvent;
}

function wishesOf({ example, events }: Finding, catalog: Catalog): Wish[] {
  if (!example) return [];
  if (!factsInCondition(example).some((name) => name.startsWith('event.'))) return [{ condition: example }];
  return exampleEvents(example, catalog, events).map((event) => ({ condition: event.rest, event }));
}

function eventView({ type, facts }: ExampleEvent, catalog: Catalog): Example['event'] {
  const label = catalog.eventTypes.find(({ name }) => name === type)?.label;
  const properties = Object.entries(facts).map(([fact, value]) => ({
    ...{ fact, value },
    label: catalog.facts.find(({ name }) => name === fact)?.label ?? { 'zh-CN': fact },
  }));
  return { type, label: label ?? { 'zh-CN': type }, properties };
}

function withoutCondition({ example: _example, events: _events, ...problem }: Finding): AnalysedProblem {
  return problem;
}
