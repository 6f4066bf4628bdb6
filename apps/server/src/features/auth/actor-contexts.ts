import { Inject, Injectable } from '@nestjs/common';
import type { Actor, ActorContext } from '@tagloom/access';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ADMIN } from './request-authenticator.js';
import { UsersRepository } from './users.repository.js';

/** Who acts later on what they asked for earlier: with the rights that they have by then. */
@Injectable()
export class ActorContexts {
  constructor(
    private readonly users: UsersRepository,
    private readonly apiKeys: ApiKeysRepository,
    @Inject(SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  /** Null when the person is gone, or the key revoked. */
  async of({ kind, id }: Pick<Actor, 'kind' | 'id'>): Promise<ActorContext | null> {
    if (kind === 'api') return id === ADMIN.actor.id ? this.admin() : this.apiKeys.find(id);
    const user = await this.users.find(id);
    if (!user) return null;
    const { name, role, departmentId, locale } = user;
    return { actor: { kind: 'person', id, name }, role, departmentId, locale };
  }

  private admin(): ActorContext | null {
    return this.settings.adminKey === null ? null : ADMIN;
  }
}
