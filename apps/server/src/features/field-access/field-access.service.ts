import { Inject, Injectable } from '@nestjs/common';
import { chainOf, requireScope, type ActorContext } from '@tagloom/access';
import type { FieldRule } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { CatalogService } from '../catalog/catalog.service.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { fieldLevels, seesAllFields } from './field-levels.js';
import { FieldRulesRepository } from './field-rules.repository.js';
import { FieldView } from './field-view.js';

const EVERYTHING = new FieldView(fieldLevels([], { role: 'admin', departmentId: null }, []));

interface Kept {
  version: string;
  rules: FieldRule[];
  views: Map<string, FieldView>;
}

/**
 * Profile fields as a caller has them. Rules of flows read fields whatever their level, since the system decides; every answer
 * to a person or a key goes through here. Kept for as long as the version of the catalog stays.
 */
@Injectable()
export class FieldAccess {
  private kept: Kept | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly catalogs: CatalogService,
    private readonly repository: FieldRulesRepository,
  ) {}

  async of(context: ActorContext): Promise<FieldView> {
    const scope = requireScope(context);
    if (seesAllFields(scope)) return EVERYTHING;
    const loaded = await this.catalogs.current();
    const kept = await this.at(loaded);
    const key = `${scope.role}:${scope.departmentId ?? '*'}`;
    const known = kept.views.get(key);
    if (known) return known;
    const departments = chainOf(loaded.departmentParents, scope.departmentId);
    const view = new FieldView(fieldLevels(kept.rules, scope, departments));
    kept.views.set(key, view);
    return view;
  }

  /** Of definitions that the caller's transaction has read, on its own connection: who waits for its locks may hold all the others. */
  async within(client: ClientBase, context: ActorContext, loaded: LoadedCatalog): Promise<FieldView> {
    const scope = requireScope(context);
    if (seesAllFields(scope)) return EVERYTHING;
    const departments = chainOf(loaded.departmentParents, scope.departmentId);
    return new FieldView(fieldLevels(await this.repository.rules(client), scope, departments));
  }

  /** Rules that are newer than the version they are kept under are no harm: the next version reads them again. */
  private async at({ version }: LoadedCatalog): Promise<Kept> {
    if (this.kept?.version === version) return this.kept;
    const kept: Kept = { version, rules: await this.repository.rules(this.pool), views: new Map() };
    if (!this.kept || BigInt(this.kept.version) < BigInt(version)) this.kept = kept;
    return kept;
  }
}
