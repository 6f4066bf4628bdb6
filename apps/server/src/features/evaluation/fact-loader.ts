import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { CustomerRowsRepository } from './customer-rows.repository.js';
import { profileFacts, setTagFacts, type Facts } from './customer-state.js';
import { customerZone } from './customer-zone.js';
import { MetricFacts } from './metric-facts.js';
import { RuntimeService } from './runtime.service.js';

/** A customer as an evaluation sees them. */
export interface LoadedFacts {
  facts: Facts;
  /** See `slotMoves`. */
  held: readonly number[];
  /** The customer's own zone, or the organisation's. */
  timeZone: string;
}

/** The facts of customers as an evaluation at `now` would see them. */
@Injectable()
export class FactLoader {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly runtimes: RuntimeService,
    private readonly rows: CustomerRowsRepository,
  ) {}

  async load(customerIds: readonly string[], now: Date): Promise<Map<string, LoadedFacts>> {
    const runtime = await this.runtimes.current();
    const rows = await this.rows.read(this.pool, customerIds);
    return new Map(
      rows.map((row) => {
        const facts = profileFacts(row);
        new MetricFacts(runtime, row.metricState).refresh(now.getTime(), facts);
        setTagFacts(facts, runtime.tagFacts, row.tags, row.tagValues);
        return [row.id, { facts, held: row.held, timeZone: customerZone(runtime, facts) }];
      }),
    );
  }
}
