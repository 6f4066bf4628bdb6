import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { DefinitionSettings } from '@tagloom/contracts';
import { missingFields, type DefinitionField } from '@tagloom/tag-library';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { DefinitionSettingsRepository } from './definition-settings.repository.js';

/** Whether flows may set tags that nobody answers for: for the whole organisation, set by those who administer all of it. */
@Injectable()
export class DefinitionSettingsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: DefinitionSettingsRepository,
  ) {}

  async find(context: ActorContext): Promise<DefinitionSettings> {
    requireScope(context);
    return this.repository.read(this.pool);
  }

  async save(context: ActorContext, settings: DefinitionSettings): Promise<DefinitionSettings> {
    const { departmentId } = requireScope(context);
    if (departmentId !== null)
      throw new DomainError('forbidden', 'This is set for the whole organisation', {
        hint: 'Ask an administrator of the whole organisation',
      });
    await this.repository.write(this.pool, settings);
    return settings;
  }

  /** What these tags lack, as far as that matters: nothing while the setting is off. For a caller that may speak of all of them. */
  async missing(
    client: Pick<ClientBase, 'query'>,
    ids: readonly number[],
  ): Promise<{ id: number; fields: DefinitionField[] }[]> {
    if (!(await this.repository.read(client)).required) return [];
    return (await this.repository.definitions(client, ids)).flatMap(({ id, ...definition }) => {
      const fields = missingFields(definition);
      return fields.length > 0 ? [{ id, fields }] : [];
    });
  }
}
