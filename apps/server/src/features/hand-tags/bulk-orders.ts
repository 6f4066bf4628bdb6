import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { BulkTagRequest } from '@tagloom/contracts';
import { conditionToSql, type SqlCondition } from '@tagloom/rule-engine';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/clock.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import { checkCondition } from '../catalog/check-condition.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import type { HandEdit } from '../evaluation/by-hand.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import { HandEdits } from './hand-edits.js';

/** Whom it is for: customers of these ids, in ascending order and each once; or those that a condition over `c` finds. */
export type Whom = { ids: string[] } | { found: SqlCondition; total: number };

/** A request that its caller may make. */
export interface BulkOrder {
  stance: z.output<typeof BulkTagRequest>['stance'];
  tag: LoadedTag;
  edit: HandEdit;
  whom: Whom;
  /** What a second person would be shown. */
  asked: z.output<typeof BulkTagRequest>;
}

/** In which a request is checked: a transaction, whose eyes, and the definitions as they have them then. */
interface Setting {
  client: PoolClient;
  context: ActorContext;
  catalog: CatalogView;
}

/** Checks requests as single edits and searches are checked. It stays on the caller's connection. */
@Injectable()
export class BulkOrders {
  constructor(
    private readonly fields: FieldAccess,
    private readonly edits: HandEdits,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async read(setting: Setting, request: z.output<typeof BulkTagRequest>): Promise<BulkOrder> {
    const { catalog } = setting;
    const { locale } = requireScope(setting.context);
    const { stance, value, whom, ...rest } = request;
    const edit =
      stance === 'assert'
        ? this.edits.addition(catalog, locale, { ...rest, value })
        : this.edits.removal(catalog, rest);
    const tag = catalog.whole.tags.get(edit.tagId) as LoadedTag;
    return { stance, tag, edit, whom: await this.whom(setting, whom), asked: request };
  }

  private async whom(
    { client, context, catalog: view }: Setting,
    whom: z.output<typeof BulkTagRequest>['whom'],
  ): Promise<Whom> {
    if ('ids' in whom) return { ids: ascending(whom.ids) };
    const { condition = { all: [] }, total } = whom;
    const { catalog } = view.from('read');
    checkCondition(condition, catalog, context.locale, 'whom.condition');
    (await this.fields.within(client, context, view.whole)).requireCondition(condition, 'whom.condition');
    const moment = { now: this.clock.now(), timeZone: this.settings.timeZone };
    return { found: conditionToSql(condition, catalog, moment), total };
  }
}

const ascending = (ids: readonly string[]): string[] =>
  [...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
