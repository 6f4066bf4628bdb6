import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { ActorContext } from '@tagloom/access';
import type { Role } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { IsNull, Repository } from 'typeorm';
import { POOL } from '../../platform/database/pool.token.js';
import { ApiKeyEntity } from './api-key.entity.js';

interface Row {
  id: string;
  name: string;
  role: Role;
  department_id: string | null;
  stale: boolean;
}

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

  insert(
    key: Pick<ApiKeyEntity, 'name' | 'role' | 'departmentId' | 'keyHash' | 'prefix' | 'createdBy' | 'createdById'>,
  ): Promise<ApiKeyEntity> {
    return this.keys.save(this.keys.create(key));
  }

  live(id: string): Promise<ApiKeyEntity | null> {
    return this.keys.findOneBy({ id, revokedAt: IsNull() });
  }

  /** False when there is no such live key. */
  async revoke(id: string): Promise<boolean> {
    const { affected } = await this.keys.update({ id, revokedAt: IsNull() }, { revokedAt: () => 'now()' });
    return affected === 1;
  }

  /** The caller behind a live key by its id. */
  async find(id: string): Promise<ActorContext | null> {
    const key = await this.live(id);
    if (!key) return null;
    const { name, role, departmentId } = key;
    return { actor: { kind: 'api', id, name }, role, departmentId, locale: 'zh-CN' };
  }

  /** The caller behind a live key, and a note of its use, at most once a minute. */
  async use(keyHash: Buffer): Promise<ActorContext | null> {
    const { rows } = await this.pool.query<Row>(
      `SELECT id, name, role, department_id, coalesce(last_used_at < now() - interval '1 minute', true) AS stale
       FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL`,
      [keyHash],
    );
    if (rows.length === 0) return null;
    const [{ id, name, role, department_id: departmentId, stale }] = rows;
    if (stale) await this.pool.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [id]);
    return { actor: { kind: 'api', id, name }, role, departmentId, locale: 'zh-CN' };
  }
}
