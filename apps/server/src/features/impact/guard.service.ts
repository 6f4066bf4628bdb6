import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { GuardSettings } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { GuardRepository } from './guard.repository.js';

/** When publishing asks for a second person. */
@Injectable()
export class GuardService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: GuardRepository,
  ) {}

  async find(context: ActorContext): Promise<GuardSettings> {
    requireScope(context);
    return this.repository.read(this.pool);
  }

  async save(context: ActorContext, settings: GuardSettings): Promise<GuardSettings> {
    requireScope(context);
    await this.repository.write(this.pool, settings);
    return settings;
  }
}
