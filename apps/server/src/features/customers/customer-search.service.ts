import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Condition, CustomerSearchRequest, CustomerSearchResponse } from '@tagloom/contracts';
import { conditionToSql } from '@tagloom/rule-engine';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.js';
import { decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { checkCondition } from '../catalog/check-condition.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import { type CustomerShape, customerColumns, toListItem } from './customer-columns.js';
import { CustomerSearchRepository, type SearchPosition } from './customer-search.repository.js';
import { type SortKey, sortKeyOf } from './sort-key.js';

const EVERYONE: Condition = { all: [] };
const DEFAULT_SIZE = 50;

/** The customers that a condition selects: the one condition language of flows, run as SQL. */
@Injectable()
export class CustomerSearchService {
  constructor(
    private readonly repository: CustomerSearchRepository,
    private readonly views: CatalogViews,
    private readonly fields: FieldAccess,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async search(
    context: ActorContext,
    request: z.output<typeof CustomerSearchRequest>,
  ): Promise<CustomerSearchResponse> {
    const { locale } = requireScope(context);
    const moment = { now: this.clock.now(), timeZone: this.settings.timeZone };
    const tags = await this.views.of(context);
    const fields = await this.fields.of(context);
    const shape: CustomerShape = { loaded: tags.from('read'), tags, fields, moment };
    const condition = request.condition ?? EVERYONE;
    checkCondition(condition, shape.loaded.catalog, locale);
    fields.requireCondition(condition, 'condition');
    if (request.sort) fields.requireSort(request.sort.by, 'sort.by');
    const sort = sortKeyOf(request.sort, shape);
    const size = request.page?.size ?? DEFAULT_SIZE;
    const query = [request.condition ?? null, request.sort ?? null];
    const cursor = request.page?.cursor;
    const after = cursor === undefined ? null : decodeCursor(cursor, query, positionOf(sort), 'page.cursor');
    const { total, rows } = await this.repository.search({
      columns: customerColumns(shape),
      condition: conditionToSql(condition, shape.loaded.catalog, moment),
      sort,
      after,
      limit: size + 1,
    });
    const page = rows.slice(0, size);
    const last = page.at(-1);
    const next: SearchPosition | null = rows.length > size && last ? { value: last.position, id: last.id } : null;
    return { total, items: page.map((row) => toListItem(row, shape)), nextCursor: next && encodeCursor(query, next) };
  }
}

const positionOf = (sort: SortKey): z.ZodType<SearchPosition> =>
  z.strictObject({ value: sort.schema.nullable(), id: z.string().regex(/^\d{1,18}$/) });
