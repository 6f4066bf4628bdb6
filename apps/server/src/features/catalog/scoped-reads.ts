import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { ShareLevel } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { viewerOf } from '../../platform/access/viewer-of.js';
import { Clock } from '../../platform/clock/clock.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { CatalogViews } from './catalog-views.js';
import { tagFilter } from './tag-filter.js';

/** A condition on a column with tag ids; `push` adds a parameter and gives its number. */
export type Filter = (level: ShareLevel, column: string, push: (value: unknown) => number) => string;

/** Reads of what is said of tags, behind both lines: the filter in the statement, and row-level security below it. */
@Injectable()
export class ScopedReads {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly views: CatalogViews,
    private readonly clock: Clock,
  ) {}

  async read<T>(context: ActorContext, work: (client: PoolClient, filter: Filter) => Promise<T>): Promise<T> {
    const catalog = await this.views.of(context);
    const filter: Filter = (level, column, push) => tagFilter(catalog, level, column, push);
    return this.database.read(viewerOf(context), this.clock.now(), (client) => work(client, filter));
  }
}
