import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { ActorContext } from '@tagloom/access';
import type { Role } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { IsNull, Repository } from 'typeorm';
import { POOL } from '../../platform/database/pool.token.js';
import { ApiKeyEntity } from './api-key.entity.js';

@Injectable()
export class ApiKeysRepository {
  constructor(
    @InjectRepository(ApiKeyEntity) private readonly keys: Repository<ApiKeyEntity>,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /** Live keys, newest first. */
  list(): Promise<ApiKeyEntity[]> {
    return this.keys.find({ where: { revokedAt: IsNull() }, order: { id: 'DESC' } });
  }

  insert(key: Pick<ApiKeyEntity, 'name' | 'role' | 'keyHash' | 'prefix' | 'createdBy'>): Promise<ApiKeyEntity> {
    return this.keys.save(this.keys.create(key));
  }

  /** False when there is no such live key. */
  async revoke(id: string): Promise<boolean> {
    const { affected } = await this.keys.update({ id, revokedAt: IsNull() }, { revokedAt: () => 'now()' });
    return affected === 1;
  }

  /** The caller behind a live key by its id. */
  async find(id: string): Promise<ActorContext | null> {
    const key = await this.keys.findOne({ where: { id, revokedAt: IsNull() } });
    return key && { actor: { kind: 'api', id, name: key.name }, role: key.role, departmentId: null, locale: 'zh-CN' };
  }

  /** The caller behind a live key, and a note of its use, at most once a minute. */
  async use(keyHash: Buffer): Promise<ActorContext | null> {
    const { rows } = await this.pool.query<{ id: string; name: string; role: Role; stale: boolean }>(
      `SELECT id, name, role, coalesce(last_used_at < now() - interval '1 minute', true) AS stale
       FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL`,
      [keyHash],
    );
    if (rows.length === 0) return null;
    const [{ id, name, role, stale }] = rows;
    if (stale) await this.pool.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [id]);
    return { actor: { kind: 'api', id, name }, role, departmentId: null, locale: 'zh-CN' };
  }
}
