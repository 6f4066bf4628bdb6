import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { Repository } from 'typeorm';
import { POOL } from '../../platform/database/pool.token.js';
import { ShortMemory } from '../../platform/database/short-memory.js';
import { EventTypeEntity } from './event-type.entity.js';

const SEEN_KEPT_MS = 2_000;
const LOOKED_AT_PER_LANE = 2_000;

@Injectable()
export class EventTypesRepository {
  /** When each type came last, by id, among each lane's newest events: a look at all events would take minutes one day. */
  private readonly seen = new ShortMemory(SEEN_KEPT_MS, async () => {
    const { rows } = await this.pool.query<{ id: number; at: Date }>(
      `SELECT e.type_id AS id, max(e.received_at) AS at FROM lanes l
       CROSS JOIN LATERAL (SELECT type_id, received_at FROM events WHERE lane = l.lane ORDER BY seq DESC LIMIT $1) e GROUP BY e.type_id`,
      [LOOKED_AT_PER_LANE],
    );
    return new Map(rows.map(({ id, at }) => [id, at]));
  });

  constructor(
    @InjectRepository(EventTypeEntity) private readonly types: Repository<EventTypeEntity>,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  list(): Promise<EventTypeEntity[]> {
    return this.types.find({ order: { id: 'ASC' } });
  }

  lastSeen(): Promise<ReadonlyMap<number, Date>> {
    return this.seen.get();
  }

  find(name: string): Promise<EventTypeEntity | null> {
    return this.types.findOneBy({ name });
  }

  async update(id: number, change: Partial<Pick<EventTypeEntity, 'label' | 'properties' | 'learned'>>): Promise<void> {
    await this.types.update({ id }, change);
  }
}
