import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Explanation, SimulateRequest, SimulateResponse } from '@tagloom/contracts';
import { explain, type Facts } from '@tagloom/rule-engine';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { FactLoader } from '../evaluation/fact-loader.js';
import { flowNotFound, refusingAs } from './flow-failures.js';
import { FlowsRepository } from './flows.repository.js';

/** Runs a flow on one customer and writes nothing: what would it do, and why, or why not. */
@Injectable()
export class SimulationService {
  constructor(
    private readonly facts: FactLoader,
    private readonly flows: FlowsRepository,
    private readonly catalog: CatalogService,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async simulate(context: ActorContext, request: SimulateRequest): Promise<SimulateResponse> {
    const { locale } = requireScope(context);
    const now = request.now === undefined ? this.clock.now() : new Date(request.now);
    const facts = { ...(await this.factsOf(request.customerId, now)), ...request.facts };
    const { catalog } = await this.catalog.current();
    const explanation = await refusingAs('flow_invalid', locale, () =>
      explain(request.flow, facts, { now, timeZone: this.settings.timeZone }, catalog),
    );
    return { facts, explanation, now: now.toISOString() };
  }

  /** The published version of a flow on a customer, now: "why", and "why not". */
  async explainPublished(context: ActorContext, customerId: string, flowId: string): Promise<Explanation> {
    const { locale } = requireScope(context);
    const now = this.clock.now();
    const [facts, row] = await Promise.all([this.factsOf(customerId, now), this.flows.find(flowId)]);
    if (!row) throw flowNotFound(flowId);
    const { published } = row;
    if (!published) {
      throw new DomainError('flow_not_found', `Flow ${flowId} was never published`, {
        path: 'flow',
        hint: 'Simulate a draft with POST /api/v1/flows/simulate',
      });
    }
    const { catalog } = await this.catalog.current();
    return refusingAs('flow_invalid', locale, () =>
      explain(published, facts, { now, timeZone: this.settings.timeZone }, catalog),
    );
  }

  private async factsOf(customerId: string, now: Date): Promise<Facts> {
    const facts = (await this.facts.load([customerId], now)).get(customerId);
    if (facts) return facts;
    throw new DomainError('customer_not_found', `There is no customer ${customerId}`, {
      path: 'customerId',
      params: { id: customerId },
    });
  }
}
