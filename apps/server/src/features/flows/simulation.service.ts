import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Explanation, Flow, Locale, SimulateRequest, SimulateResponse } from '@tagloom/contracts';
import { explain, heldFact } from '@tagloom/rule-engine';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { FactLoader, type LoadedFacts } from '../evaluation/fact-loader.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import { flowNotFound, refusingAs } from './flow-failures.js';
import { FlowSettingService, type FlowSetting } from './flow-setting.service.js';
import { FlowsRepository } from './flows.repository.js';
import { simulatedEffects } from './simulated-effects.js';

/** Runs a flow on one customer and writes nothing: what would it do, and why, or why not. */
@Injectable()
export class SimulationService {
  constructor(
    private readonly facts: FactLoader,
    private readonly flows: FlowsRepository,
    private readonly flowSettings: FlowSettingService,
    private readonly visible: VisibleFlows,
    private readonly fields: FieldAccess,
    private readonly clock: Clock,
  ) {}

  async simulate(context: ActorContext, request: SimulateRequest): Promise<SimulateResponse> {
    const { locale } = requireScope(context);
    const { flow, flowId = null } = request;
    const now = request.now === undefined ? this.clock.now() : new Date(request.now);
    const fields = await this.fields.of(context);
    fields.requireFlow(flow, request.facts);
    const setting = await this.flowSettings.of(context, flow, flowId);
    const customer = await this.customer(request.customerId, now, setting);
    const facts = { ...customer.facts, ...request.facts };
    const explanation = await this.explain(flow, { ...customer, facts }, setting, now, locale);
    const effects = simulatedEffects(flow, explanation, setting.actions, customer.held);
    const shown = { ...fields.facts(customer.facts), ...request.facts };
    return {
      facts: shown,
      explanation: fields.explanation(explanation, request.facts),
      effects,
      now: now.toISOString(),
    };
  }

  /** The published version of a flow on a customer, now: "why", and "why not". */
  async explainPublished(context: ActorContext, customerId: string, flowId: string): Promise<Explanation> {
    const { locale } = requireScope(context);
    const now = this.clock.now();
    await this.visible.requireVisible(context, flowId);
    const published = await this.flows.published(flowId);
    if (published === undefined) throw flowNotFound(flowId);
    if (!published) {
      throw new DomainError('flow_not_found', `Flow ${flowId} was never published`, {
        path: 'flow',
        hint: 'Simulate a draft with POST /api/v1/flows/simulate',
      });
    }
    const fields = await this.fields.of(context);
    fields.requireFlow(published);
    const setting = await this.flowSettings.of(context, published, flowId);
    const customer = await this.customer(customerId, now, setting);
    return fields.explanation(await this.explain(published, customer, setting, now, locale));
  }

  private explain(
    flow: Flow,
    { facts, held, timeZone }: LoadedFacts,
    setting: FlowSetting,
    now: Date,
    locale: Locale,
  ): Promise<Explanation> {
    const heldFacts = setting.actions.map(({ nodeId, slot }) => [heldFact(nodeId), held.includes(slot.id)]);
    const known = { ...facts, ...Object.fromEntries(heldFacts) };
    const moment = { now, timeZone: setting.timeZone ?? timeZone, customerTimeZone: timeZone };
    return refusingAs('flow_invalid', locale, () => explain(flow, known, moment, setting.loaded.catalog));
  }

  /** With the facts that the caller may know of. */
  private async customer(customerId: string, now: Date, { loaded }: FlowSetting): Promise<LoadedFacts> {
    const customer = (await this.facts.load([customerId], now)).get(customerId);
    if (customer) return { ...customer, facts: readableFacts(customer.facts, loaded) };
    throw new DomainError('customer_not_found', `There is no customer ${customerId}`, {
      path: 'customerId',
      params: { id: customerId },
    });
  }
}

const TAG = 'tag.';

/** A tag that is not in the catalog is not there, whether the customer has it or not. */
function readableFacts(facts: LoadedFacts['facts'], { tagByKey }: LoadedCatalog): LoadedFacts['facts'] {
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => !name.startsWith(TAG) || tagByKey.has(name.slice(TAG.length))),
  );
}
