import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import {
  PROFILE_FIELDS,
  type FieldAccessSettings,
  type FieldRule,
  type OwnFieldAccess,
  type SaveFieldAccessRequest,
} from '@tagloom/contracts';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { FieldAccess } from './field-access.service.js';
import { FieldRulesRepository } from './field-rules.repository.js';

/** The rules, as those who answer for the organisation keep them. */
@Injectable()
export class FieldSettings {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly catalogs: CatalogService,
    private readonly fields: FieldAccess,
    private readonly repository: FieldRulesRepository,
  ) {}

  async own(context: ActorContext): Promise<OwnFieldAccess> {
    const view = await this.fields.of(context);
    const kept = PROFILE_FIELDS.map(({ key }) => [key, view.levelOf(key)] as const);
    return { levels: Object.fromEntries(kept.filter(([, level]) => level !== 'shown')) };
  }

  async find(context: ActorContext): Promise<FieldAccessSettings> {
    requireScope(context);
    const [{ revision, updated_at, updated_by }, rules] = await Promise.all([
      this.repository.state(this.pool),
      this.repository.rules(this.pool),
    ]);
    return { revision, rules, updatedAt: updated_at?.toISOString() ?? null, updatedBy: updated_by };
  }

  /** Fields are the organisation's, so whoever acts in a department alone does not set them: nor for itself. */
  async save(context: ActorContext, { revision, rules }: SaveFieldAccessRequest): Promise<FieldAccessSettings> {
    const { actor, departmentId } = requireScope(context);
    if (departmentId !== null)
      throw new DomainError('forbidden', 'Field access is set for the whole organisation', {
        hint: 'Act as an administrator of the whole organisation',
      });
    refuseDoubles(rules);
    await this.requireDepartments(rules);
    await inTransaction(this.pool, async (client) => {
      if (!(await this.repository.advance(client, revision, this.clock.now(), actor.name))) {
        throw new DomainError('revision_conflict', 'Someone else has saved field access meanwhile', {
          path: 'revision',
          params: { revision: (await this.repository.state(client)).revision },
          hint: 'Load it again, then repeat the edit',
        });
      }
      await this.repository.replace(client, rules);
    });
    await this.catalogs.refresh();
    return this.find(context);
  }

  private async requireDepartments(rules: readonly FieldRule[]): Promise<void> {
    const { departmentParents } = await this.catalogs.refresh();
    const at = rules.findIndex(({ departmentId }) => departmentId !== null && !departmentParents.has(departmentId));
    if (at < 0) return;
    throw new DomainError('department_not_found', `There is no department ${rules[at].departmentId}`, {
      path: `rules.${at}.departmentId`,
      params: { id: rules[at].departmentId },
    });
  }
}

function refuseDoubles(rules: readonly FieldRule[]): void {
  const seen = new Set<string>();
  for (const [index, { field, role, departmentId }] of rules.entries()) {
    const key = [field, role, departmentId].join();
    if (seen.has(key))
      throw new DomainError('validation_failed', 'Two rules for the same field, role and department', {
        path: `rules.${index}`,
        hint: 'Keep one of them',
      });
    seen.add(key);
  }
}
