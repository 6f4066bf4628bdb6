import { Inject, Injectable } from '@nestjs/common';
import type { ActionTrace } from '@tagloom/contracts';
import { FlowError } from '@tagloom/rule-engine';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { FactLoader } from '../evaluation/fact-loader.js';
import type { RuntimeFlow } from '../evaluation/runtime.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import type { DifferenceRow } from './comparison.repository.js';
import type { ShadowRow } from './shadows.repository.js';

/** Why a shadow says nothing of customers about whom it never decided anything: by their facts of this moment. */
@Injectable()
export class ShadowReasons {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly runtimes: RuntimeService,
    private readonly facts: FactLoader,
    private readonly clock: Clock,
  ) {}

  async of(
    shadow: ShadowRow,
    loaded: LoadedCatalog,
    rows: readonly DifferenceRow[],
  ): Promise<ReadonlyMap<DifferenceRow, ActionTrace>> {
    const reasons = new Map<DifferenceRow, ActionTrace>();
    if (rows.length === 0) return reasons;
    const flow = await this.compiled(shadow, loaded);
    if (!flow) return reasons;
    const now = this.clock.now();
    const customers = await this.facts.load([...new Set(rows.map(({ customerId }) => customerId))], now);
    for (const row of rows) {
      const customer = customers.get(row.customerId);
      if (!customer) continue;
      const facts = { ...customer.facts };
      for (const { factName } of flow.heldFacts) facts[factName] = false;
      const timeZone = flow.timeZone ?? customer.timeZone;
      const { traces } = await flow.authority.run(facts, { now, timeZone, customerTimeZone: customer.timeZone });
      const trace = traces.find(({ actionNodeId }) => isAbout(flow, actionNodeId, row));
      if (trace) reasons.set(row, trace);
    }
    return reasons;
  }

  /** Null when it no longer fits the definitions. */
  private async compiled({ flow_id, flow }: ShadowRow, loaded: LoadedCatalog): Promise<RuntimeFlow | null> {
    try {
      const draft = { flowId: flow_id, flow };
      return (await inTransaction(this.pool, (client) => this.runtimes.withDraft(client, loaded, draft))).flow;
    } catch (error) {
      if (error instanceof FlowError) return null;
      throw error;
    }
  }
}

function isAbout({ actions }: RuntimeFlow, nodeId: string, { tagId, other }: DifferenceRow): boolean {
  const slot = actions.get(nodeId)?.slot;
  if (slot?.kind !== 'claim' || slot.tagId !== tagId || slot.stance !== other?.stance) return false;
  return JSON.stringify(slot.value ?? null) === JSON.stringify(other.value ?? null);
}
