import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { ApiKeySummary, CreateApiKeyRequest, CreatedApiKey } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { hashKey, RequestAuthenticator } from './request-authenticator.js';

const PREFIX = 'tgl_';
const SHOWN_CHARACTERS = 8;

/** Keys for scripts. The key itself is shown once, when it is made. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly authenticator: RequestAuthenticator,
  ) {}

  async list(_context: ActorContext): Promise<ApiKeySummary[]> {
    return (await this.keys.list()).map(toSummary);
  }

  async create(context: ActorContext, { name, role }: CreateApiKeyRequest): Promise<CreatedApiKey> {
    const key = PREFIX + randomBytes(32).toString('base64url');
    const prefix = key.slice(0, SHOWN_CHARACTERS);
    const saved = await this.keys.insert({ name, role, prefix, keyHash: hashKey(key), createdBy: context.actor.name });
    return { ...toSummary(saved), key };
  }

  async revoke(_context: ActorContext, id: string): Promise<void> {
    if (!(await this.keys.revoke(id))) throw new DomainError('not_found', `There is no API key ${id}.`, { path: 'id' });
    this.authenticator.forgetKeys();
  }
}

function toSummary({ id, name, role, prefix, createdAt, lastUsedAt }: ApiKeyEntity): ApiKeySummary {
  return { id, name, role, prefix, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
