import { Inject, Injectable } from '@nestjs/common';
import { can, type Actor, type ActorContext, type Policy } from '@tagloom/access';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ADMIN } from './request-authenticator.js';
import { RolesRepository } from './roles.repository.js';
import { UsersRepository } from './users.repository.js';

/** Who acts later on what they asked for earlier: with the rights that they have by then. */
@Injectable()
export class ActorContexts {
  constructor(
    private readonly users: UsersRepository,
    private readonly roles: RolesRepository,
    private readonly apiKeys: ApiKeysRepository,
    @Inject(SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  /** In the first of their roles that allows `policy`, else in their first. Null when the person is gone or has no role left, or the key is revoked. */
  async of({ kind, id }: Pick<Actor, 'kind' | 'id'>, policy?: Policy): Promise<ActorContext | null> {
    if (kind === 'api') return id === ADMIN.actor.id ? this.admin() : this.apiKeys.find(id);
    const [user, roles] = await Promise.all([this.users.find(id), this.roles.of(id)]);
    const acting = roles.find(({ role }) => policy && can(role, policy)) ?? roles[0];
    if (!user || !acting) return null;
    const { role, departmentId } = acting;
    return { actor: { kind: 'person', id, name: user.name }, role, departmentId, locale: user.locale };
  }

  /** In that very place, with the role that they have there by now. Null when they have none there any more. */
  async actingIn({ kind, id }: Pick<Actor, 'kind' | 'id'>, departmentId: string | null): Promise<ActorContext | null> {
    if (kind === 'api') {
      const key = id === ADMIN.actor.id ? this.admin() : await this.apiKeys.find(id);
      return key?.departmentId === departmentId ? key : null;
    }
    const [user, roles] = await Promise.all([this.users.find(id), this.roles.of(id)]);
    const acting = roles.find((role) => role.departmentId === departmentId);
    if (!user || !acting) return null;
    return { actor: { kind: 'person', id, name: user.name }, role: acting.role, departmentId, locale: user.locale };
  }

  private admin(): ActorContext | null {
    return this.settings.adminKey === null ? null : ADMIN;
  }
}
