import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { ApiKeySummary, CreateApiKeyRequest, CreatedApiKey } from '@tagloom/contracts';
import { actorKey } from '../../platform/access/actor-key.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { OwnBranch } from './own-branch.js';
import { hashKey, RequestAuthenticator } from './request-authenticator.js';

const PREFIX = 'tgl_';
const SHOWN_CHARACTERS = 8;

/** Keys for scripts. The key itself is shown once, when it is made. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly authenticator: RequestAuthenticator,
    private readonly branch: OwnBranch,
  ) {}

  async list(_context: ActorContext): Promise<ApiKeySummary[]> {
    return (await this.keys.list()).map(toSummary);
  }

  async create(context: ActorContext, request: CreateApiKeyRequest): Promise<CreatedApiKey> {
    const scope = requireScope(context);
    const { name, role, departmentId = scope.departmentId } = request;
    await this.branch.require(scope, departmentId, 'departmentId');
    const key = PREFIX + randomBytes(32).toString('base64url');
    const prefix = key.slice(0, SHOWN_CHARACTERS);
    const saved = await this.keys.insert({
      name,
      role,
      departmentId,
      prefix,
      keyHash: hashKey(key),
      createdBy: scope.actor.name,
      createdById: actorKey(scope.actor),
    });
    return { ...toSummary(saved), key };
  }

  async revoke(context: ActorContext, id: string): Promise<void> {
    const key = await this.keys.live(id);
    if (key) await this.branch.require(requireScope(context), key.departmentId);
    if (!(await this.keys.revoke(id))) throw new DomainError('not_found', `There is no API key ${id}.`, { path: 'id' });
    this.authenticator.forgetKeys();
  }
}

function toSummary({ id, name, role, prefix, createdAt, lastUsedAt, departmentId }: ApiKeyEntity): ApiKeySummary {
  const times = { createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
  return { id, name, role, prefix, ...times, departmentId };
}
